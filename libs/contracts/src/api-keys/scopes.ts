/** The groups of the API: the tags of its description. */
export const API_GROUPS = [
  'auth',
  'workspaces',
  'onboarding',
  'campaigns',
  'strategy',
  'sources',
  'moves',
  'assets',
  'approvals',
  'experiments',
  'intelligence',
  'alerts',
  'agents',
  'compliance',
  'game',
  'money',
  'operations',
] as const;
export type ApiGroup = (typeof API_GROUPS)[number];

/** What an API key may be for: reading (GET) or changing (everything else) in one group. */
export type ApiScope = `${ApiGroup}:${'read' | 'write'}`;
export const API_SCOPES: readonly ApiScope[] = API_GROUPS.flatMap(
  (group) => [`${group}:read`, `${group}:write`] as const,
);

/** Whether a key with these scopes may call an operation of this group; one without scopes may call all that its role is for. */
export const coversOperation = (scopes: readonly string[], group: string, method: string): boolean =>
  scopes.length === 0 || scopes.includes(`${group}:${method === 'GET' ? 'read' : 'write'}`);
