'use strict';
// Runs a service's bundle like `node <bundle>`, with the machine code that V8 made of it in an earlier run: parsing seven megabytes and
// compiling what a start needs takes a third of a service's start, and six of them start at once. Plain JavaScript, because it comes
// before everything else. The kept code is only ever a copy: without it, or when it does not fit, the source is compiled as usual.
const { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { basename, dirname, join, resolve } = require('node:path');
const vm = require('node:vm');

/** By then a service has done all that belongs to its start. */
const KEEP_AFTER_MS = 5_000;

/** A service that runs leaves by itself within 9 s of its launcher's end. One that was still starting has nobody else to end it. */
const LAST_RESORT_MS = 9_500;
process.once('disconnect', () => setTimeout(() => process.exit(1), LAST_RESORT_MS).unref());

const bundle = resolve(process.argv[2]);
process.argv.splice(1, 2, bundle);

// V8 itself compares no more than the length of the source, hence the time of writing in the name.
const { mtimeMs, size } = statSync(bundle);
const folder = join(dirname(bundle), 'code-cache');
const kept = join(folder, `${basename(bundle)}-${mtimeMs}-${size}-${process.version}.bin`);

const script = new vm.Script(Module.wrap(readFileSync(bundle, 'utf8')), {
  filename: bundle,
  cachedData: readKept(),
  importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
if (script.cachedDataRejected !== false) setTimeout(keep, KEEP_AFTER_MS).unref();

const main = new Module(bundle, null);
main.filename = bundle;
main.paths = Module._nodeModulePaths(dirname(bundle));
script.runInThisContext().call(main.exports, main.exports, Module.createRequire(bundle), main, bundle, dirname(bundle));

function readKept() {
  try {
    return readFileSync(kept);
  } catch {
    return undefined;
  }
}

function keep() {
  try {
    mkdirSync(folder, { recursive: true });
    const temporary = `${kept}.${process.pid}`;
    writeFileSync(temporary, script.createCachedData());
    renameSync(temporary, kept);
    for (const file of readdirSync(folder))
      if (join(folder, file) !== kept) rmSync(join(folder, file), { force: true });
  } catch {
    // A folder that cannot be written to: the next start compiles again.
  }
}
