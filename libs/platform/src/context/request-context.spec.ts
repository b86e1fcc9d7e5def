import type { Envelope } from '@raptor/raptor-bus';
import {
  currentContext,
  currentTraceId,
  messageOrigin,
  runInContext,
  traceparentOr,
  withinMessage,
} from './request-context';

const TRACE = 'a'.repeat(32);
const TRACEPARENT = `00-${TRACE}-${'b'.repeat(16)}-01`;
const context = {
  requestId: 'request-1',
  traceparent: TRACEPARENT,
  workspaceId: 'w1',
  actor: { type: 'user', id: 'u1' },
} as const;

describe('traceparent', () => {
  it('is kept when it is well formed', () => {
    expect(traceparentOr(TRACEPARENT)).toBe(TRACEPARENT);
  });

  it.each([
    [undefined],
    [''],
    ['nonsense'],
    [`01-${TRACE}-${'b'.repeat(16)}-01`],
    [`00-${TRACE}-${'b'.repeat(15)}-01`],
    [`00-${TRACE.toUpperCase()}-${'b'.repeat(16)}-01`],
    [`${TRACEPARENT}-extra`],
    [`00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`],
    [`00-${TRACE}-${'0'.repeat(16)}-01`],
  ])('%p is replaced by a new one', (given) => {
    const made = traceparentOr(given);
    expect(made).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(made).not.toBe(given);
    expect(traceparentOr(given)).not.toBe(made);
  });
});

describe('what is known of the work at hand', () => {
  it('is nothing outside of it', () => {
    expect(currentContext()).toBeUndefined();
    expect(currentTraceId()).toBeUndefined();
    expect(messageOrigin('muse')).toEqual({
      workspaceId: null,
      actor: { type: 'system', id: 'muse' },
      correlationId: undefined,
      causationId: undefined,
      traceparent: undefined,
    });
  });

  it('goes from a request to the messages it causes', async () => {
    await runInContext({ ...context }, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      expect(currentTraceId()).toBe(TRACE);
      expect(messageOrigin('gateway')).toEqual({
        workspaceId: 'w1',
        actor: { type: 'user', id: 'u1' },
        correlationId: 'request-1',
        causationId: undefined,
        traceparent: TRACEPARENT,
      });
    });
  });

  it('goes from a message to the messages it causes', async () => {
    const envelope: Envelope = {
      id: 'message-1',
      name: 'x',
      version: 1,
      workspaceId: 'w1',
      actor: { type: 'agent', id: 'MUSE-001' },
      correlationId: 'request-1',
      causationId: 'message-0',
      lane: 'normal',
      occurredAt: '2026-01-01T00:00:00Z',
      traceparent: TRACEPARENT,
      producer: 'council',
      payload: {},
    };
    const origin = await withinMessage(envelope, () => Promise.resolve(messageOrigin('muse')));
    expect(origin).toEqual({
      workspaceId: 'w1',
      actor: { type: 'agent', id: 'MUSE-001' },
      correlationId: 'request-1',
      causationId: 'message-1',
      traceparent: TRACEPARENT,
    });
    const without = { ...envelope, traceparent: undefined };
    expect(await withinMessage(without, () => Promise.resolve(currentTraceId()))).toMatch(/^[0-9a-f]{32}$/);
  });
});
