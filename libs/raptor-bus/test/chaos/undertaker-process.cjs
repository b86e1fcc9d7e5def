'use strict';
// Kills what a test leaves behind when it is itself killed: a process that is stopped (SIGSTOP) cannot notice that nobody is left.
// Plain JavaScript without packages, because it has to be there before the first of them.
const pids = new Set();

// Ctrl-C and a closed terminal concern the test.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
process.on('message', ({ born, gone }) => {
  if (born) pids.add(born);
  if (gone) pids.delete(gone);
});
process.on('disconnect', () => {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone meanwhile.
    }
  }
  process.exit(0);
});
