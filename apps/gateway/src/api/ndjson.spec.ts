import { ndjson } from './ndjson';

const LONG = 'x'.repeat(10_000);

/** Notes how far it was read. */
async function* lines(many: number, read: { count: number }, failAt = Infinity) {
  for (let index = 0; index < many; index += 1) {
    if (index === failAt) throw new Error('away');
    read.count += 1;
    yield JSON.stringify({ index, LONG });
  }
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}

describe('an answer of many lines', () => {
  it('has each of them once, in order', async () => {
    const file = await ndjson(lines(50, { count: 0 }), 'x.ndjson');
    expect(file.getHeaders()).toMatchObject({
      type: 'application/x-ndjson',
      disposition: 'attachment; filename="x.ndjson"',
    });
    const found = (await textOf(file.getStream()))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { index: number });
    expect(found.map(({ index }) => index)).toEqual(Array.from({ length: 50 }, (_, index) => index));
  });

  it('is read no faster than it is taken', async () => {
    const read = { count: 0 };
    const file = await ndjson(lines(5_000, read), 'x.ndjson');
    const stream = file.getStream();
    await new Promise((resolve) => stream.once('readable', resolve));
    expect(read.count).toBeLessThan(100);
    stream.destroy();
  });

  it('is not begun when its beginning fails, and breaks off when a later part does', async () => {
    await expect(ndjson(lines(50, { count: 0 }, 0), 'x.ndjson')).rejects.toThrow('away');
    const file = await ndjson(lines(50, { count: 0 }, 20), 'x.ndjson');
    await expect(textOf(file.getStream())).rejects.toThrow('away');
  });

  it('may have none', async () => {
    expect(await textOf((await ndjson(lines(0, { count: 0 }), 'x.ndjson')).getStream())).toBe('');
  });
});
