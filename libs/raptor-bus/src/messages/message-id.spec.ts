import { newMessageId } from './message-id';

describe('the id of a message', () => {
  it('is a UUIDv7, and no two are the same', () => {
    const ids = Array.from({ length: 5_000 }, newMessageId);
    expect(new Set(ids).size).toBe(5_000);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('tells when it was made', () => {
    const before = Date.now();
    const madeAt = parseInt(newMessageId().replaceAll('-', '').slice(0, 12), 16);
    expect(madeAt).toBeGreaterThanOrEqual(before);
    expect(madeAt).toBeLessThanOrEqual(Date.now());
  });
});
