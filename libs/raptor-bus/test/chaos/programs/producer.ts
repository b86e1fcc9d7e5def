import { setTimeout as pause } from 'node:timers/promises';
import { Outbox, OutboxRelay } from '@raptor/raptor-bus';
import { a } from '../../fixtures/messages';
import type { Order } from '../cast';
import { accept } from '../database';
import { ORDER_CLASSES } from '../messages';
import { enterStage, note, RELAY_SETTINGS } from './stage';

/** Some transactions are taken back: what they sent must never be heard of. */
const TAKEN_BACK = 0.05;
const TIMED = 0.05;
const LONGEST_TIMER_MS = 3_000;

class TakenBack extends Error {}

/** Accepts orders in bursts: each transaction has a row of the domain and a message for every order. */
async function produce(): Promise<void> {
  const { directions, bus, database, random, ready } = enterStage();
  const outbox = new Outbox(bus, database.schema);
  bus.connect();
  if (directions.part.relays) new OutboxRelay(bus, database, { outbox, ...RELAY_SETTINGS }).start();
  let accepting = true;
  process.on('message', ({ accept: may }: Order) => (accepting = may));

  const acceptSome = async (count: number): Promise<void> => {
    try {
      await database.transaction(async (tx) => {
        const numbers = await accept(tx, 'order', count);
        const messages = numbers.map((number) => ({
          message: a(random.pick(ORDER_CLASSES), { number }),
          options: random.chance(TIMED) ? { deliverAfter: soon() } : undefined,
        }));
        await outbox.sendAll(tx, messages);
        await pause(random.between(0, 5));
        if (random.chance(TAKEN_BACK)) throw new TakenBack();
      });
    } catch (error) {
      if (!(error instanceof TakenBack)) note(`accepting failed: ${String(error)}`);
    }
  };
  const soon = (): Date => new Date(Date.now() + random.between(500, LONGEST_TIMER_MS));

  ready();
  for (;;) {
    const burst = random.between(10, 60);
    for (let sent = 0; sent < burst && accepting;) {
      const [one, two] = [random.between(1, 4), random.between(1, 4)];
      await Promise.all([acceptSome(one), acceptSome(two)]);
      sent += one + two;
    }
    await pause(((burst * 1_000) / directions.perSecond) * (0.5 + random.next()));
  }
}

void produce();
