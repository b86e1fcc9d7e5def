import { RaptorMessage } from '../raptor-message';
import { PageQuery } from '../api/page.dto';

/** Answered with a PersonaPage. */
@RaptorMessage({ kind: 'query', name: 'research.personas.list', version: 1, channel: 'addressed', role: 'viewer' })
export class ListPersonas extends PageQuery {}
