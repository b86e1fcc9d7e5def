import type { LiveFrame } from '@raptor/raptor-bus';
import { groupOf, textOf } from './frame-text';

const frame: LiveFrame = {
  epoch: 'a-b',
  seq: 7,
  prev: 6,
  eventId: 'event-7',
  name: 'campaign.created',
  data: { at: '2026-11-23T12:00:00.000Z', group: 'campaigns', data: { name: 'Spring "26"\u2028' } },
};

describe('a frame on its way to a socket', () => {
  it('says what happened, and what this socket was sent before', () => {
    expect(JSON.parse(textOf(frame, 3))).toEqual({
      epoch: 'a-b',
      seq: 7,
      prev: 3,
      type: 'campaign.created',
      at: '2026-11-23T12:00:00.000Z',
      id: 'event-7',
      data: { name: 'Spring "26"\u2028' },
    });
    expect((JSON.parse(textOf(frame, 6)) as { prev: number }).prev).toBe(6);
  });

  it('belongs to a group', () => {
    expect(groupOf(frame)).toBe('campaigns');
  });
});
