import { DANGEROUS_KEYS, LenientJson, MAX_DEPTH } from './lenient-json';

/** Longer answers are not looked at. */
const MAX_CHARACTERS = 2_000_000;
/** Places in an answer at which an object may begin, before it is given up. */
const MAX_STARTS = 20;

export type ReadAnswer =
  | {
      readonly outcome: 'json';
      /** Clean JSON texts, the likeliest first. */ readonly texts: readonly [string, ...string[]];
    }
  | { readonly outcome: 'unreadable'; readonly problem: string };

/**
 * The JSON in an answer of a model. What is strict JSON comes back as it is, without dangerous keys. What is not is read
 * leniently, fences and prose around it left out; where several objects stand in it, each is offered, the longest first.
 * Pure; never throws; time grows with the length of the text, not with what is in it.
 */
export function readAnswer(answer: string): ReadAnswer {
  const text = answer.replace(/^\ufeff/, '').trim();
  if (text === '') return unreadable('The answer is empty.');
  if (text.length > MAX_CHARACTERS) return unreadable(`The answer is longer than ${MAX_CHARACTERS} characters.`);
  if (nestingOf(text) > MAX_DEPTH) return unreadable(`The answer is nested more than ${MAX_DEPTH} levels deep.`);
  const strict = strictly(text);
  if (strict !== undefined) return { outcome: 'json', texts: [strict] };
  const [first, ...rest] = objectsIn(text);
  if (first !== undefined) return { outcome: 'json', texts: [first, ...rest] };
  return unreadable('The answer is not JSON.');
}

const unreadable = (problem: string): ReadAnswer => ({ outcome: 'unreadable', problem });

function strictly(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text, (key, inner: unknown) => (DANGEROUS_KEYS.has(key) ? undefined : inner));
    // Some models quote their answer as a whole: that is for the lenient way.
    if (typeof value === 'string' && /[{[]/.test(value)) return undefined;
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** What reads as an object or a list, at each place where one may begin that is not inside another. */
function objectsIn(text: string): string[] {
  const found: string[] = [];
  const source = text.startsWith('"') ? unquoted(text) : text;
  let starts = 0;
  for (let at = nextStart(source, 0); at >= 0 && starts < MAX_STARTS; starts += 1) {
    const read = new LenientJson(source, at).read();
    if (read) found.push(JSON.stringify(read.value));
    at = nextStart(source, read?.end ?? at + 1);
  }
  return found.sort((one, other) => other.length - one.length).slice(0, 5);
}

const nextStart = (text: string, from: number): number => {
  const offset = text.slice(from).search(/[{[]/);
  return offset < 0 ? -1 : from + offset;
};

function unquoted(text: string): string {
  const read = new LenientJson(text).read();
  return typeof read?.value === 'string' ? read.value : text;
}

/** How deep brackets are nested outside of strings, at least: unbalanced quotes may hide some, never add any. */
function nestingOf(text: string): number {
  let [depth, deepest, isInString] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isInString && character === '\\') at += 1;
    else if (character === '"') isInString = !isInString;
    else if (isInString) continue;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth);
    else if (character === '}' || character === ']') depth -= 1;
  }
  return deepest;
}
