import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { runInContext } from '@raptor/platform';
import { definitionOf, PassFailureFilter, RaptorBus, RaptorBusServer, type RaptorBusOptions } from '@raptor/raptor-bus';
import { raptorOptions, someRequest } from '../raptor-options';
import type { Brief } from './brief';
import type { Consumer, Contender, Place, Producer, Urgency, Witness } from './contender';
import { BriefFiled, BriefRushed, BriefShelved, CHANNEL, CONSUMER, GetBrief, MESSAGES, PRODUCER } from './messages';
import { play } from './play';
import { DeskModule } from './raptor-desk';

const workspaceId = randomUUID();
const BY_URGENCY = { high: BriefRushed, normal: BriefFiled, low: BriefShelved };

/** As the fleet runs it: sealed, checked at both ends, through Nest's whole pipeline. */
const raptor: Contender = {
  produce: (place) => produce(place, false),

  async consume(place, witness, workMs = 0): Promise<Consumer> {
    const bus = new RaptorBus(consumerOptions(place, false, witness));
    const strategy = new RaptorBusServer(bus);
    const app = await NestFactory.createMicroservice(DeskModule.with(witness, workMs), { strategy, logger: false });
    app.useGlobalFilters(new PassFailureFilter());
    await app.listen();
    return consumerOf(bus, strategy);
  },
};

/** The same engine without seals and without Nest's pipeline around the handler. */
const bareRaptor: Contender = {
  produce: (place) => produce(place, true),

  async consume(place: Place, witness: Witness): Promise<Consumer> {
    const bus = new RaptorBus(consumerOptions(place, true, witness));
    const server = new RaptorBusServer(bus);
    for (const [urgency, message] of Object.entries(BY_URGENCY)) {
      const { name } = definitionOf(message);
      server.addHandler(name, async (brief: Brief) => witness.begun(brief, urgency as Urgency), true);
    }
    await new Promise<void>((resolve, reject) => {
      server.listen((error?: unknown) => (error ? reject(error) : resolve()));
    });
    return consumerOf(bus, server);
  },
};

const consumerOptions = (place: Place, bare: boolean, witness: Witness): RaptorBusOptions =>
  raptorOptions({ ...place, service: CONSUMER, messages: MESSAGES, bare, handled: () => witness.done() });

async function produce(place: Place, bare: boolean): Promise<Producer> {
  const bus = new RaptorBus(raptorOptions({ ...place, service: PRODUCER, messages: MESSAGES, bare }));
  bus.connect();
  await bus.ping();
  return {
    send: (brief: Brief, urgency: Urgency = 'normal') =>
      runInContext(someRequest(workspaceId), () => bus.emit(Object.assign(new BY_URGENCY[urgency](), brief))),
    ask: (brief: Brief) =>
      runInContext(someRequest(workspaceId), () => bus.ask(Object.assign(new GetBrief(), brief), { to: CONSUMER })),
    close: () => bus.close(),
  };
}

const consumerOf = (bus: RaptorBus, server: RaptorBusServer): Consumer => ({
  settled: async () => {
    const pending = bus.keys.streams(CHANNEL).map((stream) => bus.commands.xpending(stream, CONSUMER));
    return (await Promise.all(pending)).every(([count]) => count === 0);
  },
  close: async () => {
    await server.stopReading();
    await server.abort();
    await bus.close();
  },
});

play(process.argv[2] === 'bare' ? bareRaptor : raptor);
