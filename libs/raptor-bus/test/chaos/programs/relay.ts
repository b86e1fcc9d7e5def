import { OutboxRelay } from '@raptor/raptor-bus';
import { enterStage, RELAY_SETTINGS } from './stage';

/** A relay and nothing else. */
const { bus, database, ready } = enterStage();
bus.connect();
new OutboxRelay(bus, database, RELAY_SETTINGS).start();
ready();
