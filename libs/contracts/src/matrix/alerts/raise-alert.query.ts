import { RaptorMessage } from '../../raptor-message';
import { RaiseAlertRequest } from './alert.dto';

/** Answered with the AlertResponse that was raised. */
@RaptorMessage({ kind: 'query', name: 'matrix.alert.raise', version: 1, channel: 'addressed', role: 'operator' })
export class RaiseAlert extends RaiseAlertRequest {}
