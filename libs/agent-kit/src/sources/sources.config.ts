import { count, milliseconds } from '@raptor/platform';
import { z } from 'zod';

const CONTACT = /^[\x21-\x7e][\x20-\x7e]{0,198}[\x21-\x7e]$/;

/** What a service that runs agents reads for its sources and its evidence, in the order of `.env.example`. */
export const SOURCES_VARIABLES = {
  SOURCES_USER_AGENT: z
    .string()
    .regex(CONTACT, { error: 'must be 2 to 200 printable ASCII characters' })
    .refine((value) => /^[a-z][a-z_-]*\//i.test(value) && /https?:\/\//.test(value), {
      error: 'must be a name, a version and a URL where its owner is reached: Name/1.0 (+https://example.com/bot)',
    })
    .default('RaptorFlowCodex/0.1 (+https://raptorflow.example/bot)')
    .describe('how pages are asked for: what stands before the slash is the name that robots.txt may address'),
  SOURCES_PAUSE_MS: milliseconds(1_000, 'least pause between two requests to one host, over all replicas'),
  SOURCES_ROBOTS_TTL_MS: milliseconds(3_600_000, 'how long the robots.txt of a site holds'),
  SOURCES_ROBOTS_RETRY_MS: milliseconds(60_000, 'how long a site whose robots.txt cannot be read is left alone'),
  SOURCES_FRESH_MS: count(
    60_000,
    0,
    86_400_000,
    'how long a page is not asked for again by its workspace, in ms; 0: always',
  ),
  SOURCES_VISITS_PER_RUN: count(40, 1, 1_000, 'pages and feeds that one run may ask for'),
  SOURCES_BYTES_PER_RUN: count(50_000_000, 100_000, 1_000_000_000, 'most that one run may read of the web, inflated'),
  OBJECT_STORE_FOLDER: z
    .string()
    .min(1, { error: 'must be a folder' })
    .default('.raptor/objects')
    .describe('folder of texts that are too long for a row; replicas share it'),
  OBJECT_STORE_OBJECT_BYTES: count(20_000_000, 100_000, 1_000_000_000, 'largest object'),
} as const satisfies z.ZodRawShape;

type SourcesValues = z.output<z.ZodObject<typeof SOURCES_VARIABLES>>;

export interface SourcesConfig {
  readonly userAgent: string;
  readonly pauseMs: number;
  readonly freshMs: number;
  readonly robots: { readonly ttlMs: number; readonly retryMs: number };
  readonly perRun: { readonly visits: number; readonly bytes: number };
  readonly objects: { readonly folder: string; readonly maxBytes: number };
}

/** The nested part of a service's configuration that comes of {@link SOURCES_VARIABLES}. */
export const sourcesConfig = (values: SourcesValues): SourcesConfig => ({
  userAgent: values.SOURCES_USER_AGENT,
  pauseMs: values.SOURCES_PAUSE_MS,
  freshMs: values.SOURCES_FRESH_MS,
  robots: { ttlMs: values.SOURCES_ROBOTS_TTL_MS, retryMs: values.SOURCES_ROBOTS_RETRY_MS },
  perRun: { visits: values.SOURCES_VISITS_PER_RUN, bytes: values.SOURCES_BYTES_PER_RUN },
  objects: { folder: values.OBJECT_STORE_FOLDER, maxBytes: values.OBJECT_STORE_OBJECT_BYTES },
});
