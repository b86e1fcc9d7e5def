import { MessageUnroutableError } from '../bus-errors';
import type { RaptorBus } from '../raptor-bus';
import type { Deliver } from './deliver';

/** Facts for every replica: handled once each, nothing to acknowledge, a failure is told and forgotten. */
export const broadcastDelivery =
  (bus: RaptorBus, channel: string): Deliver =>
  async (work, invoke) => {
    try {
      work.read(bus, channel);
      await invoke(work);
      return 'done';
    } catch (error) {
      if (error instanceof MessageUnroutableError) return 'dropped';
      throw error;
    }
  };
