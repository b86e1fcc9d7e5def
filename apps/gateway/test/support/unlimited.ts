/** For stories that ask more often than a person would. */
export const UNLIMITED: NodeJS.ProcessEnv = {
  LOGIN_ATTEMPTS_PER_ADDRESS: '100000',
  LOGIN_ATTEMPTS_PER_ACCOUNT: '10000',
  RATE_LIMIT_PER_USER: '1000000',
  RATE_LIMIT_PER_KEY: '1000000',
  RATE_LIMIT_PER_ADDRESS: '1000000',
};
