import { RaptorMessage } from '../raptor-message';
import { PutBrandKitRequest } from './brand-kit.dto';

/** Makes another kit the one in use; answered with its BrandKitResponse. */
@RaptorMessage({ kind: 'query', name: 'muse.brand_kit.put', version: 1, channel: 'addressed', role: 'operator' })
export class PutBrandKit extends PutBrandKitRequest {}
