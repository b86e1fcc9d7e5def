import { defineServiceConfig } from '@raptor/platform';

/** The variables this service adds to the platform's: none. */
export const councilConfig = defineServiceConfig('council', {}, () => ({}));
