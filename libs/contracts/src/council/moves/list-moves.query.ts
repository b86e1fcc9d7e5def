import { RaptorMessage } from '../../raptor-message';
import { MovesQuery } from './move.dto';

/** Answered with a MovePage. */
@RaptorMessage({ kind: 'query', name: 'council.moves.list', version: 1, channel: 'addressed', role: 'viewer' })
export class ListMoves extends MovesQuery {}
