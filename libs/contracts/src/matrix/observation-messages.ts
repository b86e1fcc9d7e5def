import type { MessageClass } from '../raptor-message';
import { ListObservations } from './observations/list-observations.query';
import { ReadPerformance } from './observations/read-performance.query';
import { RecordObservations } from './observations/record-observations.query';

/** Operations about what was measured. */
export const OBSERVATION_MESSAGES: readonly MessageClass[] = [ListObservations, ReadPerformance, RecordObservations];
