const LONGEST = 2_048;

/** An absolute http(s) address without user name, password and fragment, from what a page or feed says; undefined where it says none. */
export function webAddress(reference: string | undefined, base: string): string | undefined {
  const text = reference?.trim() ?? '';
  if (text === '' || text.length > LONGEST) return undefined;
  const url = URL.parse(text, base);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '' || url.password !== '')
    return undefined;
  url.hash = '';
  return url.href.length > LONGEST ? undefined : url.href;
}
