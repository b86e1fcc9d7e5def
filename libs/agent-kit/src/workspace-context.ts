import { currentContext, runInContext, traceparentOr } from '@raptor/platform';
import type { Actor } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';

/** Runs `fn` so that messages sent in it are of that workspace and actor; they stay part of the request or message that is being handled, if one is. */
export function inWorkspace<T>(workspaceId: string, actor: Actor, fn: () => T): T {
  const around = currentContext();
  const requestId = around?.requestId ?? uuidv7();
  const traceparent = around?.traceparent ?? traceparentOr(undefined);
  return runInContext({ ...around, requestId, traceparent, workspaceId, actor }, fn);
}
