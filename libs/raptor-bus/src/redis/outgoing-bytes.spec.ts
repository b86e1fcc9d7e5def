import { OutgoingBytes } from './outgoing-bytes';

/** Notes what comes; says that it is done with it when told to. */
const aSink = () => {
  const came: Buffer[] = [];
  const copies: Buffer[] = [];
  const done: (() => void)[] = [];
  return {
    came,
    done,
    text: () => Buffer.concat(copies).toString(),
    write: (bytes: Buffer, whenDone: () => void) => {
      came.push(bytes);
      copies.push(Buffer.from(bytes));
      done.push(whenDone);
    },
  };
};

const said = (...words: (string | number)[]): string =>
  `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(String(word))}\r\n${word}\r\n`).join('')}`;

describe('bytes on their way', () => {
  it.each<[string, (string | number)[]]>([
    ['short ones', ['get', 'a', 7]],
    ['none', ['get', '']],
    ['long ones', ['set', 'k', 'x'.repeat(5_000)]],
    ['more than ASCII, short and long', ['set', 'größe 🚀', 'ü'.repeat(5_000), 'end']],
    ['half a character', ['set', 'k', `${'x'.repeat(100)}\ud800`]],
    ['a quarter of a megabyte', ['set', 'k', 'ü'.repeat(131_072)]],
    ['more than there is room for', ['set', 'x'.repeat(300_000), 'y'.repeat(262_144), 'z']],
    ['many', ['xack', ...Array.from({ length: 30_000 }, (_id, index) => `1700000000000-${index}`)]],
  ])('are what the words say: %s', (_what, words) => {
    const bytes = new OutgoingBytes();
    const sink = aSink();
    bytes.add(words, sink);
    bytes.add(['ping'], sink);
    bytes.end(sink);
    expect(sink.text()).toBe(Buffer.from(said(...words) + said('ping')).toString());
  });

  it('go in one piece as long as they fit, and nothing goes when there is nothing', () => {
    const bytes = new OutgoingBytes();
    const sink = aSink();
    for (let count = 0; count < 90; count++) bytes.add(['set', 'k', 'x'.repeat(1_500)], sink);
    bytes.end(sink);
    bytes.end(sink);
    expect(sink.came).toHaveLength(1);
  });

  it('are left alone until the socket is done with them, and their place is used again then', () => {
    const bytes = new OutgoingBytes();
    const sink = aSink();
    const send = (key: string): void => {
      bytes.add(['get', key], sink);
      bytes.end(sink);
    };
    send('first');
    send('second');
    expect(sink.came[0]?.toString()).toBe(said('get', 'first'));
    sink.done.forEach((done) => done());
    send('third');
    expect(sink.came[2]?.buffer).toBe(sink.came[1]?.buffer);
    expect(sink.text()).toBe(said('get', 'first') + said('get', 'second') + said('get', 'third'));
  });
});
