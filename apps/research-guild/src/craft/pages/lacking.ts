import type { Evidence } from '@raptor/agent-kit';

/** What could not be looked at, as answers say it. */
export const lackingOf = ({ lacking }: Evidence): { what: string; reason: string }[] => {
  const said = lacking.map(({ source, what, reason }) => ({
    what: (what || source).slice(0, 500),
    reason: reason.slice(0, 500),
  }));
  return said
    .filter(({ what, reason }, at) => said.findIndex((other) => other.what === what && other.reason === reason) === at)
    .slice(0, 100);
};
