import { metadataOf } from '@raptor/contracts';
import { LIVE_EVENTS, LIVE_TYPES } from './live-events';

describe('what the world outside hears of', () => {
  it.each(LIVE_EVENTS.map((event) => [event.type, event] as const))(
    '%s is an event that the gateway reads',
    (_type, event) => {
      expect(metadataOf(event.message)).toMatchObject({
        kind: 'event',
        readers: expect.arrayContaining(['gateway']) as unknown,
      });
      expect(event.type).toMatch(/^[a-z_]+\.[a-z_]+$/);
    },
  );

  it('comes from one message each', () => {
    const messages = LIVE_EVENTS.map(({ message }) => message);
    expect(new Set(messages).size).toBe(messages.length);
    expect(LIVE_TYPES).toEqual([...LIVE_TYPES].sort());
  });
});
