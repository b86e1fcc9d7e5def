import { eventsOf } from './sse';

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string | Uint8Array, size = 1): Promise<string[]> {
  const events: string[] = [];
  for await (const event of eventsOf(chunks(typeof text === 'string' ? Buffer.from(text) : text, size)))
    events.push(event);
  return events;
}

describe('server-sent events', () => {
  it.each([1, 2, 3, 1_000])('are read from pieces of %d bytes, whatever ends their lines', async (size) => {
    const text = ': hello\r\ndata: {"a":"ü🧾"}\r\n\r\nevent: x\ndata:one\ndata: two\n\n\n';
    expect(await read(text, size)).toEqual(['{"a":"ü🧾"}', 'one\ntwo']);
  });

  it('that end within an event or a letter are errors', async () => {
    await expect(read('data: {"a"')).rejects.toThrow('ends within an event');
    await expect(read('data: {"a":1}\n')).rejects.toThrow('ends within an event');
    await expect(read(Buffer.from('data: ü').subarray(0, 7))).rejects.toThrow();
  });

  it('without an end of a line are given up', async () => {
    await expect(read(Buffer.alloc(5_000_000, 'x'), 65_536)).rejects.toThrow('no end');
  });
});
