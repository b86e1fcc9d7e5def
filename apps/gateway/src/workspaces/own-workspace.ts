import { Param } from '@nestjs/common';
import { AppError, currentContext } from '@raptor/platform';

/** `:id` of a workspace in the path: the one that the request is signed in to. Any other is not there. */
export const OwnWorkspace = (): ParameterDecorator =>
  Param('id', {
    transform: (value: unknown): string => {
      const own = currentContext()?.workspaceId;
      if (own && typeof value === 'string' && value.toLowerCase() === own) return own;
      throw new AppError('RESOURCE_NOT_FOUND', 'There is no such workspace, or the token is for another');
    },
  });
