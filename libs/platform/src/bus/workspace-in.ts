import type { RaptorBusContext } from '@raptor/raptor-bus';
import { AppError } from '../errors/app-error';

/** The workspace that a message is of: by its envelope, whatever its payload says. @throws AppError MESSAGE_INVALID where it is of none. */
export function workspaceIn({ envelope }: Pick<RaptorBusContext, 'envelope'>): string {
  if (envelope.workspaceId) return envelope.workspaceId;
  throw new AppError('MESSAGE_INVALID', `${envelope.name} ${envelope.id} does not say which workspace it is about`);
}
