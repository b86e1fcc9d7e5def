import { RaptorMessage } from '../../raptor-message';
import { CalendarQuery } from './calendar.dto';

/** Answered with a CalendarResponse. */
@RaptorMessage({ kind: 'query', name: 'council.calendar.read', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadCalendar extends CalendarQuery {}
