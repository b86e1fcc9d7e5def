import { RaptorMessage } from '../raptor-message';
import { KeywordsQuery } from './keyword.dto';

/** Answered with a KeywordPage. */
@RaptorMessage({ kind: 'query', name: 'research.keywords.list', version: 1, channel: 'addressed', role: 'viewer' })
export class ListKeywords extends KeywordsQuery {}
