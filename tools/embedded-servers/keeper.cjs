'use strict';
// Runs the servers on behalf of a launcher and outlives it just long enough to stop them: when the channel to the launcher closes,
// for whatever reason (also kill -9), it waits for the services to be gone, stops the servers and ends.
// Plain JavaScript without packages, because it has to be up before anything else can start.
const { spawn, spawnSync } = require('node:child_process');
const { closeSync, openSync, readdirSync, readFileSync, renameSync, rmSync } = require('node:fs');

const SERVICES_MAY_TAKE_MS = 10_000;
const FOLLOW_THE_KEEPER = process.platform === 'linux' && canFollow();

/** name -> { child, spec } of what runs now */
const running = new Map();
let servicesToWaitFor = [];
let foldersToRemove = [];
let ending = false;

// Ctrl-C and a closed terminal concern the launcher, which tells us in good order.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
process.on('SIGTERM', () => void end());
process.on('disconnect', () => void end());
process.on('message', (message) => {
  if (message.type === 'spawn') run(message.id, message.spec);
  if (message.type === 'stop-after') servicesToWaitFor = message.pids;
  if (message.type === 'remove-at-end') foldersToRemove = message.folders;
  if (message.type === 'stop') void end();
});

// A keeper that is itself killed with -9 cannot stop anybody, so the kernel is asked to do it.
function canFollow() {
  return spawnSync('setpriv', ['--pdeathsig', 'keep', 'true'], { stdio: 'ignore' }).status === 0;
}

function run(id, spec) {
  if (ending) return tell({ type: 'failed', id, message: 'The servers are being stopped.' });
  keepPreviousLog(spec.logFile);
  const log = openSync(spec.logFile, 'a', 0o600);
  const { command, args, options } = commandLine(spec);
  const child = spawn(command, args, { ...options, cwd: spec.home, env: spec.env, stdio: ['ignore', log, log] });
  closeSync(log);
  child.once('error', (error) => tell({ type: 'failed', id, message: error.message }));
  child.once('spawn', () => {
    running.set(spec.name, { child, spec });
    tell({ type: 'spawned', id, pid: child.pid });
  });
  child.once('exit', (code) => {
    if (running.get(spec.name)?.child === child) running.delete(spec.name);
    tell({ type: 'exited', id, code });
  });
}

// A change of user clears the wish to follow, so setpriv does both in the right order.
function commandLine(spec) {
  const user = spec.runAs;
  if (!FOLLOW_THE_KEEPER) return { command: spec.command, args: spec.args, options: user ?? {} };
  const change = user ? [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'] : [];
  const follow = `--pdeathsig=${spec.stopSignal.slice(3)}`;
  return { command: 'setpriv', args: [...change, follow, '--', spec.command, ...spec.args], options: {} };
}

function keepPreviousLog(logFile) {
  try {
    renameSync(logFile, `${logFile}.previous`);
  } catch {
    // The first run has none.
  }
}

async function end() {
  if (ending) return;
  ending = true;
  await until(() => !servicesToWaitFor.some(isAlive), SERVICES_MAY_TAKE_MS);
  await Promise.all([...running.values()].map(stop));
  for (const folder of foldersToRemove) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    } catch (error) {
      process.stderr.write(`could not remove ${folder}: ${error.message}\n`);
    }
  }
  process.exit(0);
}

async function stop({ child, spec }) {
  const isGone = () => child.exitCode !== null || child.signalCode !== null;
  child.kill(spec.stopSignal);
  if (await until(isGone, spec.stopTimeoutMs)) return;
  // Its own children die with it only if they can still notice; one that hangs cannot.
  const descendants = descendantsOf(child.pid);
  child.kill('SIGKILL');
  for (const pid of descendants) endAtOnce(pid);
  await until(() => isGone() && !descendants.some(isAlive), 2_000);
}

function descendantsOf(pid) {
  if (process.platform !== 'linux') return [];
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid);
  return children.flatMap((child) => [Number(child), ...descendantsOf(Number(child))]);
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

function endAtOnce(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone meanwhile.
  }
}

function until(condition, withinMs) {
  const deadline = Date.now() + withinMs;
  return new Promise((resolve) => {
    const look = () => {
      if (condition()) return resolve(true);
      if (Date.now() > deadline) return resolve(false);
      setTimeout(look, 15);
    };
    look();
  });
}

// A zombie counts as gone: where nobody reaps, it stays for ever.
function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat[stat.lastIndexOf(')') + 2] !== 'Z';
  } catch {
    return process.platform !== 'linux';
  }
}

function tell(message) {
  if (process.connected) process.send(message, () => {});
}
