#!/usr/bin/env bash
# Deploys one app to Cloud Run: its migrations first, then, if they succeeded, the new revision.
#   deploy/cloudrun/deploy.sh muse-guild           deploy
#   deploy/cloudrun/deploy.sh muse-guild --print   show what would be applied
# What it needs in the environment is listed in README.md beside it.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
app="${1:-}"
mode="${2:-}"

fail() {
  echo "$1" >&2
  exit 64
}

[[ -n "$app" && -f "$here/$app.yaml" && -f "$here/$app.migrate.yaml" ]] ||
  fail "Name the app: deploy.sh <$(cd "$here" && ls ./*.migrate.yaml | sed 's|./||; s|.migrate.yaml||' | paste -sd '|')> [--print]"
[[ -z "$mode" || "$mode" == --print ]] || fail "The second argument may only be --print, not $mode"

# Fills in every ${NAME} of a manifest. An unset variable fails; only those listed here may be empty.
may_be_empty=' OTEL_EXPORTER_OTLP_ENDPOINT CORS_ORIGINS '
fill_in() {
  local text name value
  text="$(cat "$1")"
  # The comments at the top explain the file and hold a ${NAME} of their own.
  text="$(grep -v '^#' <<<"$text")"
  for name in $(grep -oE '\$\{[A-Z_]+\}' <<<"$text" | tr -d '${}' | sort -u); do
    value="${!name:-}"
    [[ -n "$value" || "$may_be_empty" == *" $name "* ]] || fail "$name is not set; README.md beside this script says what it is."
    # Values stand in single quotes in the manifests.
    [[ "$value" != *"'"* && "$value" != *$'\n'* ]] || fail "$name must not hold a quote or a line break."
    text="${text//"\${$name}"/"$value"}"
  done
  printf '%s\n' "$text"
}

job="$(fill_in "$here/$app.migrate.yaml")"
service="$(fill_in "$here/$app.yaml")"
if [[ "$mode" == --print ]]; then
  printf '%s\n---\n%s\n' "$job" "$service"
  exit 0
fi
for name in PROJECT_ID REGION; do
  [[ -n "${!name:-}" ]] || fail "$name is not set; README.md beside this script says what it is."
done
where=(--project "$PROJECT_ID" --region "$REGION")

manifests="$(mktemp -d)"
trap 'rm -rf "$manifests"' EXIT
printf '%s\n' "$job" >"$manifests/migrate.yaml"
printf '%s\n' "$service" >"$manifests/service.yaml"

case "$(sed -n "s/^kind: '\(.*\)'$/\1/p" "$manifests/service.yaml")" in
  Service) resource=services ;;
  WorkerPool) resource=worker-pools ;;
  *) fail "$app.yaml is neither a Service nor a WorkerPool." ;;
esac

echo "Migrating the schema of $app to $VERSION"
gcloud run jobs replace "$manifests/migrate.yaml" "${where[@]}"
gcloud run jobs execute "$app-migrate" --wait "${where[@]}"
echo "Deploying $app $VERSION"
gcloud run "$resource" replace "$manifests/service.yaml" "${where[@]}"
