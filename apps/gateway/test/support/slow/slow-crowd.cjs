/**
 * A crowd of slow connections, in a process of its own: what it costs to be one of them is not the gateway's. Each says a request byte by byte and
 * never all of it, every other one in its headers, the rest in the body; it reads nothing, closes nothing, and comes back when it is thrown out.
 * node slow-crowd.cjs <port> <how many>. Says "ready" once all are connected, and from then on once a second how often one had to come back.
 */
const { connect } = require('node:net');

const [port, count] = process.argv.slice(2).map(Number);
const HEAD = 'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
const EVERY_MS = 1_000;

let connected = 0;
let returned = 0;

function open(at) {
  const isSlowBody = at % 2 === 0;
  const socket = connect({ host: '127.0.0.1', port });
  let timer;
  socket.on('error', () => undefined);
  socket.on('connect', () => {
    connected += 1;
    if (connected === count) process.stdout.write('ready\n');
    socket.write(isSlowBody ? `${HEAD}Content-Length: 1000\r\n\r\n{` : HEAD);
    timer = setInterval(() => socket.write(isSlowBody ? ' ' : `X-${at}: a\r\n`), EVERY_MS);
  });
  socket.on('close', () => {
    clearInterval(timer);
    returned += 1;
    setTimeout(() => open(at), 100);
  });
}

for (let at = 0; at < count; at += 1) setTimeout(() => open(at), at);
setInterval(() => process.stdout.write(`returned ${returned}\n`), 1_000);
