import { NestFactory } from '@nestjs/core';
import { runInContext } from '@raptor/platform';
import { PassFailureFilter, RaptorBus, RaptorBusServer } from '@raptor/raptor-bus';
import type { Brief } from './brief';
import type { Consumer, Contender, Place, Producer, Urgency, Witness } from './contender';
import { BriefFiled, BriefRushed, BriefShelved, CHANNEL, CONSUMER, GetBrief, PRODUCER } from './messages';
import { play } from './play';
import { DeskModule } from './raptor-desk';
import { raptorOptions, someRequest } from './raptor-options';

const BY_URGENCY = { high: BriefRushed, normal: BriefFiled, low: BriefShelved };

/** As the fleet runs it: sealed, checked at both ends, through Nest's whole pipeline. */
const raptor: Contender = {
  produce: (place) => produce(place, false),

  async consume(place, witness, workMs = 0): Promise<Consumer> {
    const bus = new RaptorBus(raptorOptions(CONSUMER, place, false, witness));
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
    const bus = new RaptorBus(raptorOptions(CONSUMER, place, true, witness));
    const server = new RaptorBusServer(bus);
    server.addHandler('bench.brief.filed', async (brief: Brief) => witness.begun(brief, 'normal'), true);
    await new Promise<void>((resolve, reject) => {
      server.listen((error?: unknown) => (error ? reject(error) : resolve()));
    });
    return consumerOf(bus, server);
  },
};

async function produce(place: Place, bare: boolean): Promise<Producer> {
  const bus = new RaptorBus(raptorOptions(PRODUCER, place, bare));
  bus.connect();
  await bus.ping();
  return {
    send: (brief: Brief, urgency: Urgency = 'normal') =>
      runInContext(someRequest(), () => bus.emit(Object.assign(new BY_URGENCY[urgency](), brief))),
    ask: (brief: Brief) =>
      runInContext(someRequest(), () => bus.ask(Object.assign(new GetBrief(), brief), { to: CONSUMER })),
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
