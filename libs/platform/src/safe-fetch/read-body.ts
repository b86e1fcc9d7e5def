import { type Duplex, type Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as zlib from 'node:zlib';
import type { ContentCoding } from './judge-response';
import { EgressFailed } from './safe-fetch.errors';

// Node 20 has no zstd; Node 22.15 and later do.
const { createZstdDecompress } = zlib as { createZstdDecompress?: () => Duplex };

const DECODERS: Readonly<Record<ContentCoding, (() => Duplex) | undefined>> = {
  gzip: () => zlib.createGunzip(),
  deflate: () => zlib.createInflate(),
  br: () => zlib.createBrotliDecompress(),
  zstd: createZstdDecompress && (() => createZstdDecompress()),
};

/** What this Node can undo. */
export const SUPPORTED_CODINGS: ReadonlySet<ContentCoding> = new Set(
  (Object.keys(DECODERS) as ContentCoding[]).filter((coding) => DECODERS[coding] !== undefined),
);

/**
 * Reads a body to its end and undoes its compression. `maxBytes` bounds what was sent, the result, and every stage
 * between: a bomb is given up at the cap, not once it has been unpacked. Throws `EgressFailed` EGRESS_BODY_TOO_LARGE
 * or EGRESS_BODY_BROKEN; errors of `source` itself rise unchanged. Destroys `source` when it fails.
 */
export async function readBody(
  source: Readable,
  codings: readonly ContentCoding[],
  maxBytes: number,
  url: URL,
): Promise<Buffer> {
  const stages: Duplex[] = [byteLimit(maxBytes, url)];
  for (const coding of codings.toReversed()) {
    const decoder = DECODERS[coding]?.();
    if (decoder === undefined) throw new TypeError(`No decoder for ${coding}`);
    stages.push(decoder, byteLimit(maxBytes, url));
  }
  const chunks: Buffer[] = [];
  try {
    await pipeline([source, ...stages, collectInto(chunks)]);
  } catch (error) {
    if (isDecoderError(error)) {
      throw new EgressFailed('EGRESS_BODY_BROKEN', url, 'the compressed body is damaged or cut', { cause: error });
    }
    throw error;
  }
  return Buffer.concat(chunks);
}

function byteLimit(maxBytes: number, url: URL): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > maxBytes) done(new EgressFailed('EGRESS_BODY_TOO_LARGE', url, `the body is over ${maxBytes} bytes`));
      else done(null, chunk);
    },
  });
}

function collectInto(chunks: Buffer[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
}

function isDecoderError(error: unknown): boolean {
  return /^(Z_|ZSTD_|ERR_?_ERROR_|ERR_BROTLI)/.test((error as NodeJS.ErrnoException).code ?? '');
}
