import { RaptorMessage } from '../../raptor-message';
import { AlertsQuery } from './alert.dto';

/** Answered with an AlertPage. */
@RaptorMessage({ kind: 'query', name: 'matrix.alerts.list', version: 1, channel: 'addressed', role: 'viewer' })
export class ListAlerts extends AlertsQuery {}
