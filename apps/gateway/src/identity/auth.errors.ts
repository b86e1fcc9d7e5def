import { AppError } from '@raptor/platform';

export const invalidCredentials = (): AppError =>
  new AppError('AUTH_INVALID_CREDENTIALS', 'E-mail or password is wrong, or the account cannot sign in');

export const noActiveMembership = (): AppError =>
  new AppError('AUTH_NO_WORKSPACE', 'This account is not an active member of the workspace');
