const FIRST_BYTES = 1_024;

/**
 * Bytes of a page or feed as text: what a byte order mark says, else the header, else the document itself, else UTF-8, and bytes that
 * are no UTF-8 are windows-1252, as in browsers. Never throws: what cannot be decoded is U+FFFD.
 * @param contentType the header as it came.
 */
export function decodeText(bytes: Uint8Array, contentType = ''): string {
  const marked = byteOrderMark(bytes);
  const named = marked ?? labelIn(contentType) ?? labelWithin(bytes);
  const decoder = named === undefined ? undefined : decoderFor(named);
  if (decoder) return decoder.encoding === 'windows-1252' ? decodeWindows1252(bytes) : decoder.decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeWindows1252(bytes);
  }
}

/** What 0x80 to 0x9f are in windows-1252 (WHATWG Encoding). */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Node 20's TextDecoder takes it for ISO-8859-1, which has no €. */
const decodeWindows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (sign) => HIGH[sign.charCodeAt(0) - 0x80] ?? sign);

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return undefined;
}

const labelIn = (text: string): string | undefined => /charset\s*=\s*["']?\s*([\w:.-]{1,40})/i.exec(text)?.[1];

/** A declaration inside the text was read as ASCII: one that says UTF-16 is wrong, and means UTF-8 (WHATWG HTML, prescan). */
function labelWithin(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, FIRST_BYTES)).toString('latin1');
  const xml = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{1,40})["']/i.exec(start)?.[1];
  const meta = /<meta\b[^>]{0,500}/gi;
  const found = xml ?? start.match(meta)?.map(labelIn).find(Boolean);
  return found && /^utf-?16/i.test(found) ? 'utf-8' : found;
}

function decoderFor(label: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}
