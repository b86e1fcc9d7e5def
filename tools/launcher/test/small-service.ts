import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes a program that behaves like a service as far as a supervisor can see: listens on PORT, answers /readyz, leaves on SIGTERM
 * and when its parent is gone. BEHAVIOUR changes one thing about it.
 */
export function smallService(folder: string): string {
  const file = join(folder, 'small-service.cjs');
  writeFileSync(
    file,
    `const { createServer } = require('node:http');
const { BEHAVIOUR, PORT } = process.env;
console.log('began as ' + BEHAVIOUR);
if (BEHAVIOUR === 'bad-configuration') { console.error('DATABASE_URL is missing'); process.exit(78); }
if (BEHAVIOUR === 'broken') { console.error('cannot find my feet'); process.exit(1); }
if (BEHAVIOUR !== 'stubborn') process.on('SIGTERM', () => process.exit(0));
else process.on('SIGTERM', () => console.log('not now'));
process.on('disconnect', () => process.exit(0));
createServer((request, response) => {
  response.statusCode = BEHAVIOUR === 'never-ready' ? 503 : 200;
  response.end(BEHAVIOUR === 'never-ready' ? 'waiting for postgres' : 'ready');
}).listen(Number(PORT), '127.0.0.1');
`,
  );
  return file;
}
