import { MESSAGES } from './messages';
import { raptorOptions as options, someRequest as request } from '../raptor-options';
export const someRequest = () => request('0197a3c2-7d41-7a10-8f00-000000000001');
export const raptorOptions = (service: string, place: never, bare: boolean, witness?: { done(): void }) =>
  options({ ...(place as object), service, messages: MESSAGES, bare, handled: () => witness?.done() } as never);
