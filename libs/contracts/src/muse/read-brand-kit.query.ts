import { RaptorMessage } from '../raptor-message';

/** The kit that is in use; answered with a BrandKitResponse. */
@RaptorMessage({ kind: 'query', name: 'muse.brand_kit.read', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadBrandKit {}
