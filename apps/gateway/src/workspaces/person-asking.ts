import { AppError, currentContext } from '@raptor/platform';

/**
 * Who asks, where it has to be a person: a key that could make keys or workspaces would reach beyond what it was made for.
 * @param deed in the imperative, such as `make an API key`.
 * @throws AppError AUTH_FORBIDDEN for a program.
 */
export function personAsking(deed: string): { readonly type: 'user'; readonly id: string } {
  const actor = currentContext()?.actor;
  if (actor?.type === 'user') return { type: 'user', id: actor.id };
  throw new AppError('AUTH_FORBIDDEN', `Only a person who has signed in can ${deed}, not an API key`);
}
