import { AppError } from '@raptor/platform';

/** One answer for every way in which a caller has not said who they are: which it was is for the log. */
export const authRequired = (cause?: unknown): AppError =>
  new AppError('AUTH_REQUIRED', 'There is no valid bearer token in the Authorization header', { cause });

export const tokenOutdated = (): AppError =>
  new AppError('AUTH_TOKEN_OUTDATED', 'Refresh the access token: your membership is not what it says any more');

export const invalidCredentials = (): AppError =>
  new AppError('AUTH_INVALID_CREDENTIALS', 'E-mail or password is wrong, or the account cannot sign in');

export const noActiveMembership = (): AppError =>
  new AppError('AUTH_NO_WORKSPACE', 'This account is not an active member of the workspace');

export const sessionEnded = (): AppError => new AppError('AUTH_SESSION_ENDED', 'The refresh token is good for nothing');

export const linkInvalid = (cause?: unknown): AppError =>
  new AppError('AUTH_LINK_INVALID', 'The link is not good (any more)', { cause });
