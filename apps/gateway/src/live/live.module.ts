import { Module } from '@nestjs/common';
import { LiveSubscriber, LiveUpdates, RaptorBus } from '@raptor/raptor-bus';
import { IdentityModule } from '../identity/identity.module';
import { EventListeners } from './event-listeners';
import { EventTeller } from './event-teller';
import { eventsConsumerOf } from './events.consumer';
import { ListenersRepository } from './listeners.repository';
import { LIVE_EVENTS } from './live-events';
import { LiveSockets } from './live-sockets';
import { LiveUpgrades } from './live-upgrades';
import { LiveController } from './live.controller';
import { MemberWatch } from './member-watch';

/** What is told to the world outside, and those who listen on sockets. */
@Module({
  imports: [IdentityModule],
  controllers: [LiveController, ...LIVE_EVENTS.map(eventsConsumerOf)],
  providers: [
    EventListeners,
    EventTeller,
    ListenersRepository,
    LiveSockets,
    LiveUpgrades,
    MemberWatch,
    { provide: LiveUpdates, inject: [RaptorBus], useFactory: (bus: RaptorBus) => new LiveUpdates(bus) },
    { provide: LiveSubscriber, inject: [RaptorBus], useFactory: (bus: RaptorBus) => new LiveSubscriber(bus) },
  ],
  exports: [EventListeners],
})
export class LiveModule {}
