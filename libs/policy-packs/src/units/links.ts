import { parse } from 'tldts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

const LONGEST_HOST = 253;
const WITH_PROTOCOL = /https?:\/\/[^\s<>"“”«»]+/giu;
const HOST_CHARACTERS = /[\p{L}\p{N}.-]+/gu;
const REST_OF_LINK = /[^\s<>"“”«»]*/uy;
const TRAILING = /[.,;:!?'’)\]}…]/u;

/**
 * Where a text has links, in their order, as platforms find them: with a protocol, or a bare `example.com` whose ending is a
 * registered one. Addresses of mail are none.
 */
export function linksOf(text: string): Span[] {
  if (!text.includes('.')) return [];
  const links: Span[] = [];
  for (const { index, 0: found } of text.matchAll(WITH_PROTOCOL))
    links.push({ start: index, end: trimmedEnd(text, index, index + found.length) });
  const taken = [...links];
  let next = 0;
  let end = 0;
  for (const { index, 0: run } of text.matchAll(HOST_CHARACTERS)) {
    while (next < taken.length && (taken[next]?.end ?? 0) <= index) end = Math.max(end, taken[next++]?.end ?? 0);
    if (index < end || (taken[next]?.start ?? Infinity) < index + run.length) continue;
    const bare = bareLinkOf(text, index, run);
    if (bare === undefined) continue;
    links.push(bare);
    end = bare.end;
  }
  return links.sort((one, other) => one.start - other.start);
}

function bareLinkOf(text: string, index: number, run: string): Span | undefined {
  if (!run.includes('.') || run.length > LONGEST_HOST || text[index - 1] === '@') return undefined;
  const lead = /^[.-]*/.exec(run)?.[0].length ?? 0;
  const host = run.slice(lead).replace(/[.-]+$/, '');
  if (!host.includes('.') || text[index + run.length] === '@') return undefined;
  const { domain, isIcann, isIp } = parse(host);
  if (domain === null || isIp === true || isIcann !== true) return undefined;
  const start = index + lead;
  const end = start + host.length;
  if (!'/?'.includes(text[end] ?? ' ')) return { start, end };
  REST_OF_LINK.lastIndex = end;
  return { start, end: trimmedEnd(text, end, end + (REST_OF_LINK.exec(text)?.[0].length ?? 0)) };
}

function trimmedEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && TRAILING.test(text[last - 1] ?? '')) last--;
  return last;
}
