import { relative } from 'node:path';
import type { RunFile } from './run-file';
import type { StateFolder } from './state-folder';

/** What a person needs to know once the fleet is up: where it is, how to sign in, how to end it. */
export function startSummary(run: RunFile, state: StateFolder, seconds: number): string {
  const at = (path: string): string => relative(process.cwd(), path) || path;
  const { gatewayUrl, demo } = run;
  return `
RaptorFlow Codex is ready after ${seconds.toFixed(1)} s: ${run.services.length} services.

  API        ${gatewayUrl}/api/v1
  Docs       ${gatewayUrl}/api/docs
  Sign in    ${demo.email}
  Password   ${demo.password}
  Logs       ${at(state.log('<replica>'))}
  Details    ${at(state.run)}

Try it:
  TOKEN=$(curl -s ${gatewayUrl}/api/v1/auth/login -H 'content-type: application/json' \\
    -d '{"email":"${demo.email}","password":"${demo.password}"}' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
  curl -s ${gatewayUrl}/api/v1/ops/fleet -H "authorization: Bearer $TOKEN"

Ctrl-C here or \`npm stop\` elsewhere ends it; the data stays.
`;
}
