import type { ApiOptions } from './api-options';
import { askWith } from './ask';
import { operationsBy } from './generated/operations';

/** All operations of the API, by group. */
export type Api = ReturnType<typeof operationsBy>;

/** A client of the API at one address, for whoever the token is of. */
export const createApi = (options: ApiOptions): Api => operationsBy(askWith(options));
