'use strict';
// Chroma's own server, which lives in a native library of its npm package. On SIGTERM it closes its port and then hands control back
// instead of ending, so the process is ended here.
const [binding, folder, port] = process.argv.slice(2);

process.once('SIGTERM', () => process.exit(0));

let chroma;
try {
  chroma = require(binding);
} catch (error) {
  process.stderr.write(`${binding} does not load: ${error.message}\n`);
  process.exit(65);
}
chroma.cli(['chroma', 'run', '--path', folder, '--host', '127.0.0.1', '--port', port]);
process.exit(0);
