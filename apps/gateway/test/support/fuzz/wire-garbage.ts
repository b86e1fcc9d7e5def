import { connect } from 'node:net';

const REQUEST = 'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\n';

/** Bytes that no HTTP library would send. */
export const WIRE_GARBAGE: readonly [what: string, bytes: Buffer | string][] = [
  ['nothing of HTTP', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['no version', 'GET /healthz\r\n\r\n'],
  ['a version to come', 'GET /healthz HTTP/9.9\r\nHost: x\r\n\r\n'],
  ['NUL in the path', 'GET /heal\0thz HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['a space in the path', 'GET /heal thz HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['bytes in the path', Buffer.from('GET /\xff\xfe\x80 HTTP/1.1\r\nHost: x\r\n\r\n', 'latin1')],
  ['an address of elsewhere', 'GET http://169.254.169.254/latest HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['a tunnel', 'CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['two lengths', `${REQUEST}Content-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}`],
  [
    'length and chunks',
    `${REQUEST}Content-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n`,
  ],
  [
    'a chunk without a size',
    `${REQUEST}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`,
  ],
  [
    'a chunk of all memory',
    `${REQUEST}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}`,
  ],
  ['a negative length', `${REQUEST}Content-Type: application/json\r\nContent-Length: -1\r\n\r\n`],
  ['a length of all memory', `${REQUEST}Content-Type: application/json\r\nContent-Length: 99999999999999\r\n\r\n{}`],
  ['a header without end', `GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(100_000)}`],
  ['headers without number', `GET /healthz HTTP/1.1\r\nHost: x\r\n${'X-A: b\r\n'.repeat(10_000)}\r\n`],
  ['a header without a name', 'GET /healthz HTTP/1.1\r\nHost: x\r\n: b\r\n\r\n'],
  ['a folded header', 'GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\n\r\n'],
  ['a header split in two', 'GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: b\rX-B: c\r\n\r\n'],
  ['no host', 'GET /healthz HTTP/1.1\r\n\r\n'],
  ['an upgrade to nothing', 'GET /api/v1/live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'],
  [
    'a socket without a key',
    'GET /api/v1/live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n',
  ],
  ['many requests at once', 'GET /api/v1/nothing HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(500)],
];

/** Sends bytes and gives the statuses that came back; none when the connection was closed without a word. */
export function sendBytes(baseUrl: string, bytes: Buffer | string, withinMs: number): Promise<number[]> {
  const { hostname, port } = new URL(baseUrl);
  return new Promise((resolve) => {
    let text = '';
    const socket = connect({ host: hostname, port: Number(port) });
    const done = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve([...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status)));
    };
    const timer = setTimeout(done, withinMs);
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('error', done);
    socket.on('close', done);
    socket.on('connect', () => socket.write(bytes));
  });
}
