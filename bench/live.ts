import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { figureOf, percentile } from './figures';
import type { Announced } from './live/gateway';
import { Listener } from './live/listener';
import { Stage } from './live/stage';
import { machine, versionsOf } from './machine';
import { isMet, table, targetTable, type Target } from './report';

const FULL = { sockets: 200, events: 600, everyMs: 50, comebacks: 1_000 };
const QUICK = { sockets: 50, events: 60, everyMs: 50, comebacks: 60 };
const RETURNERS = 20;
const PACKAGES = ['ws', 'ioredis', 'pg', 'fastify'];

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'boolean' } } });

/**
 * `npm run bench:live`: how long from before the commit of an event until every one of 200 sockets, half of them at each of two replicas, has heard it;
 * and whether anything is missing or comes twice when clients are cut off 1,000 times while events go on. `--quick` is a smoke run, `--json` prints
 * nothing but the figures.
 */
async function main(): Promise<void> {
  const extent = values.quick ? QUICK : FULL;
  const found = machine();
  const stage = await Stage.set();
  try {
    const spread = await measureSpread(stage, extent);
    const returns = await measureReturns(stage, extent);
    const targets: Target[] = [
      { what: 'commit -> the last of all sockets, p95', atMost: 25, unit: 'ms', measured: figureOf([spread.last95]) },
      { what: 'missing or doubled at 200 sockets', atMost: 0, measured: figureOf([spread.wrong]) },
      {
        what: `missing after ${returns.comebacks} forced reconnects`,
        atMost: 0,
        measured: figureOf([returns.missing]),
      },
      {
        what: `doubled after ${returns.comebacks} forced reconnects`,
        atMost: 0,
        measured: figureOf([returns.doubled]),
      },
      { what: 'breaks in `prev`, snapshots asked for', atMost: 0, measured: figureOf([returns.gaps]) },
    ];
    if (values.json) {
      const judged = targets.map((target) => ({ ...target, met: isMet(target) }));
      console.log(
        JSON.stringify(
          { machine: found, versions: versionsOf(PACKAGES), extent, targets: judged, spread, returns },
          null,
          2,
        ),
      );
      return;
    }
    const rows = [
      ['commit -> one socket', spread.p50, spread.p95, spread.p99, spread.max],
      ['commit -> the last of all sockets', spread.last50, spread.last95, spread.last99, spread.lastMax],
    ].map((row) => row.map((cell) => (typeof cell === 'number' ? `${cell.toFixed(1)} ms` : cell)));
    console.log(`${found}; ${extent.sockets} sockets at two replicas, ${1_000 / extent.everyMs} events/s.\n`);
    console.log(table(['what', 'p50', 'p95', 'p99', 'slowest'], rows));
    console.log(
      `\n${returns.comebacks} forced reconnects in ${returns.seconds.toFixed(1)} s while ${returns.events} events were told.\n`,
    );
    console.log(targetTable(targets));
  } finally {
    await stage.strike();
  }
}

async function measureSpread(stage: Stage, { sockets, events, everyMs }: typeof FULL) {
  const listeners = Array.from({ length: sockets }, () => new Listener());
  await openAll(stage, listeners);
  const warmUp = await announce(stage, 20, everyMs);
  const announced = await announce(stage, events, everyMs);
  await untilHeard(listeners, warmUp.length + events);
  for (const listener of listeners) listener.cut();
  const at = new Map(announced.map((event) => [event.id, event.at]));
  const all: number[] = [];
  const last = new Map<string, number>();
  for (const { heard } of listeners)
    for (const [id, heardAt] of heard) {
      const began = at.get(id);
      if (began === undefined) continue;
      all.push(heardAt - began);
      last.set(id, Math.max(last.get(id) ?? 0, heardAt - began));
    }
  const wrong = listeners.reduce((sum, { heard }) => sum + wrongsIn(heard, [...warmUp, ...announced]).total, 0);
  const [one, every] = [all.sort(ascending), [...last.values()].sort(ascending)];
  return {
    p50: percentile(one, 50),
    p95: percentile(one, 95),
    p99: percentile(one, 99),
    max: one.at(-1) ?? Number.NaN,
    last50: percentile(every, 50),
    last95: percentile(every, 95),
    last99: percentile(every, 99),
    lastMax: every.at(-1) ?? Number.NaN,
    wrong,
  };
}

async function measureReturns(stage: Stage, { comebacks }: typeof FULL) {
  const listeners = Array.from({ length: RETURNERS }, () => new Listener());
  await openAll(stage, listeners);
  let isOver = false;
  const told: Announced[] = [];
  const talking = (async (): Promise<void> => {
    while (!isOver) told.push(await stage.replicas[0].process.call('announce', stage.member.workspaceId));
  })();
  const began = performance.now();
  const comeAndGo = async (listener: Listener, number: number): Promise<void> => {
    for (let turn = 0; turn < comebacks / RETURNERS; turn += 1) {
      listener.cut();
      await delay(Math.random() * 20);
      await open(stage, listener, number + turn);
    }
  };
  await Promise.all(listeners.map(comeAndGo));
  isOver = true;
  await talking;
  const seconds = (performance.now() - began) / 1_000;
  await untilHeard(listeners, told.length);
  for (const listener of listeners) listener.cut();
  const wrongs = listeners.map(({ heard }) => wrongsIn(heard, told));
  return {
    comebacks,
    events: told.length,
    seconds,
    missing: sum(wrongs.map(({ missing }) => missing)),
    doubled: sum(wrongs.map(({ doubled }) => doubled)),
    gaps: sum(listeners.map(({ gaps, snapshots }) => gaps + snapshots)),
  };
}

async function announce(stage: Stage, count: number, everyMs: number): Promise<Announced[]> {
  const under: Promise<Announced>[] = [];
  for (let number = 0; number < count; number += 1) {
    under.push(stage.replicas[0].process.call('announce', stage.member.workspaceId));
    await delay(everyMs);
  }
  return Promise.all(under);
}

async function openAll(stage: Stage, listeners: readonly Listener[]): Promise<void> {
  for (const [number, listener] of listeners.entries()) await open(stage, listener, number);
}

async function open({ replicas, member }: Stage, listener: Listener, number: number): Promise<void> {
  const replica = replicas[number % 2] ?? replicas[0];
  const [ticket = ''] = await replica.process.call('tickets', { member, count: 1 });
  await listener.open(replica.url, ticket);
}

async function untilHeard(listeners: readonly Listener[], count: number): Promise<void> {
  const until = Date.now() + 20_000;
  while (listeners.some(({ heard }) => heard.length < count) && Date.now() < until) await delay(20);
}

function wrongsIn(heard: Listener['heard'], told: readonly Announced[]) {
  const known = new Set(heard.map(([id]) => id));
  const missing = told.filter(({ id }) => !known.has(id)).length;
  const doubled = heard.length - known.size;
  return { missing, doubled, total: missing + doubled };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const ascending = (one: number, other: number): number => one - other;

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
