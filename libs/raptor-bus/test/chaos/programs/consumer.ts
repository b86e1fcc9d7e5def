import { setTimeout as pause } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  Inbox,
  Outbox,
  OutboxRelay,
  PassFailureFilter,
  PostgresDeadLetters,
  RaptorBusServer,
  type RaptorBusContext,
  type SqlTransaction,
} from '@raptor/raptor-bus';
import { consumerOf, handling } from '../../fixtures/consumer';
import { a } from '../../fixtures/messages';
import { accept, effect, isFirstStumble } from '../database';
import { MESSAGES, ParcelPacked, type Numbered } from '../messages';
import { enterStage, RELAY_SETTINGS } from './stage';

/** A handler takes up to this long before its transaction, and as long in it, in milliseconds. */
const LONGEST_HALF_MS = 15;
/** One order in so many is followed by a parcel. */
const ORDERS_A_PARCEL = 4;
const TIMED = 0.1;
/** One message in so many fails on its first try. */
const STUMBLES = { packing: 9, billing: 11, sales: 1 };

/** Has one effect for each message, in the transaction of the inbox. */
async function consume(): Promise<void> {
  const { directions, bus, database, pool, random, count, ready } = enterStage();
  const { part, instance } = directions;
  const inbox = new Inbox(database.schema);
  const outbox = new Outbox(bus, database.schema);

  const packParcel = async (tx: SqlTransaction): Promise<void> => {
    const [number] = await accept(tx, 'parcel', 1);
    const timed = random.chance(TIMED) ? { deliverAfter: new Date(Date.now() + random.between(500, 2_000)) } : {};
    await outbox.send(tx, a(ParcelPacked, { number }), timed);
  };

  const handle = async (message: Numbered, context: RaptorBusContext): Promise<void> => {
    const { number } = message;
    await pause(random.between(0, LONGEST_HALF_MS));
    const stumbles =
      number % STUMBLES[part.service] === 0 && (await isFirstStumble(pool, { group: context.group, number }));
    let isFirst = false;
    await database.transaction(async (tx) => {
      await inbox.once(tx, context, async () => {
        isFirst = true;
        await effect(tx, { group: context.group, number, instance });
        const isFollowed = part.service === 'packing' && !(message instanceof ParcelPacked);
        if (isFollowed && number % ORDERS_A_PARCEL === 0) await packParcel(tx);
        await pause(random.between(0, LONGEST_HALF_MS));
        // Half of the handlers heed their signal; the others finish what they have lost.
        if (number % 2 === 0) context.signal.throwIfAborted();
        if (stumbles) throw new Error('stumbled: the next try will do');
      });
    });
    if (!isFirst) count('absorbed');
  };

  @Module({ controllers: [consumerOf(MESSAGES.map((message) => handling(message, handle)))] })
  class Consumer {}
  const server = new RaptorBusServer(bus);
  server.keepDeadLettersIn(new PostgresDeadLetters(bus, database));
  const app = await NestFactory.createMicroservice(Consumer, { strategy: server, logger: false });
  app.useGlobalFilters(new PassFailureFilter());
  await app.listen();
  if (part.relays) new OutboxRelay(bus, database, { outbox, ...RELAY_SETTINGS }).start();
  ready();
}

void consume();
