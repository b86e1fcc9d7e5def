import { COPY_FIELDS, type ExportMove } from '@raptor/contracts';
import { z } from 'zod';

export interface PackagedAsset {
  readonly title: string;
  readonly kind: string;
  readonly contentHash: string;
  /** As its author answered. */
  readonly content: unknown;
  /** What was drawn of it, each with the ending of its format. */
  readonly pictures?: readonly PackageFile[];
}

export interface PackageFile {
  readonly name: string;
  readonly content: Uint8Array;
}

const written = z.looseObject({ copy: z.array(z.object({ field: z.enum(COPY_FIELDS), text: z.string() })) });

/** The files of a move: each text as people paste it, pictures as they are shown, and a list that says what is what and which content was approved. */
export function packageOf(
  { name, channel }: Pick<ExportMove, 'name' | 'channel'>,
  assets: readonly PackagedAsset[],
): PackageFile[] {
  const texts = assets.map(({ title, kind, contentHash, content, pictures = [] }, at) => {
    const copy = written.safeParse(content).data?.copy ?? [];
    const stem = `${String(at + 1).padStart(2, '0')}-${kind.replace(/[^a-z0-9]+/g, '-')}`;
    const file = `${stem}.txt`;
    const drawn = pictures.map((picture) => ({ name: `${stem}-${picture.name}`, content: picture.content }));
    const text = copy.map(({ field, text: each }) => `[${field.replaceAll('_', ' ')}]\n${each}\n`).join('\n');
    const listed = {
      ...{ file, title, kind, content_hash: contentHash },
      ...(drawn.length > 0 && { pictures: drawn.map(({ name: each }) => each) }),
    };
    return { listed, drawn, content: Buffer.from(text, 'utf8') };
  });
  const manifest = JSON.stringify({ move: name, channel, files: texts.map(({ listed }) => listed) }, null, 2);
  return [
    { name: 'manifest.json', content: Buffer.from(`${manifest}\n`, 'utf8') },
    ...texts.flatMap(({ listed, content, drawn }) => [{ name: listed.file, content }, ...drawn]),
  ];
}
