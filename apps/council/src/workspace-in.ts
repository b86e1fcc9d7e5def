import { AppError } from '@raptor/platform';
import type { RaptorBusContext } from '@raptor/raptor-bus';

/** @throws AppError MESSAGE_INVALID for a message that is about no workspace. */
export function workspaceIn({ envelope }: RaptorBusContext): string {
  if (envelope.workspaceId) return envelope.workspaceId;
  throw new AppError('MESSAGE_INVALID', `${envelope.name} ${envelope.id} does not say which workspace it is about`);
}
