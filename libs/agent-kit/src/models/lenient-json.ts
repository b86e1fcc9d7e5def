/** Deeper answers are refused: nothing that is asked for is nested so far. */
export const MAX_DEPTH = 64;

/** Keys that would reach into the prototype of whatever copies the value. */
export const DANGEROUS_KEYS = new Set<string>(['__proto__', 'constructor', 'prototype']);

const QUOTES: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '””"', '‘': "’'", '`': '`', '„': '“”' };
const WORDS: readonly (readonly [string, unknown])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
  ['True', true],
  ['False', false],
  ['None', null],
  ['undefined', null],
  ['NaN', null],
];
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };
const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y;
const BARE_KEY = /[\p{L}_$][\p{L}\p{N}_$-]*/uy;
const BLANK = /(?:[\s\u00a0\ufeff]|\/\/[^\n]*(?:\n|$)|\/\*[^]*?\*\/)+/y;

/**
 * Reads JSON as models write it, from `start`: with comments, trailing commas, typographic or single quotes, bare keys,
 * Python's words, raw line breaks in strings. It adds nothing: what is cut off stays unreadable. Keys that reach into a
 * prototype are left out.
 */
export class LenientJson {
  private at: number;

  constructor(
    private readonly text: string,
    start = 0,
  ) {
    this.at = start;
  }

  /** The value and where it ends; undefined for what is no JSON even so. */
  read(): { readonly value: unknown; readonly end: number } | undefined {
    try {
      const value = this.value(0);
      return { value, end: this.at };
    } catch (error) {
      if (error instanceof Unreadable) return undefined;
      throw error;
    }
  }

  private value(depth: number): unknown {
    if (depth > MAX_DEPTH) throw new Unreadable();
    this.skipBlanks();
    const next = this.text.charAt(this.at);
    if (next === '{') return this.object(depth);
    if (next === '[') return this.array(depth);
    if (next in QUOTES) return this.quoted();
    const word = WORDS.find(([name]) => this.text.startsWith(name, this.at));
    if (word) {
      this.at += word[0].length;
      return word[1];
    }
    return this.number();
  }

  private object(depth: number): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    this.at += 1;
    while (!this.takes('}')) {
      const key = this.key();
      if (!this.takes(':')) throw new Unreadable();
      const value = this.value(depth + 1);
      if (!DANGEROUS_KEYS.has(key)) entries.push([key, value]);
      if (!this.takes(',') && this.peek() !== '}') throw new Unreadable();
    }
    return Object.fromEntries(entries);
  }

  private array(depth: number): unknown[] {
    const items: unknown[] = [];
    this.at += 1;
    while (!this.takes(']')) {
      items.push(this.value(depth + 1));
      if (!this.takes(',') && this.peek() !== ']') throw new Unreadable();
    }
    return items;
  }

  private key(): string {
    return this.peek() in QUOTES ? this.quoted() : this.match(BARE_KEY);
  }

  private quoted(): string {
    const ends = QUOTES[this.text.charAt(this.at)] ?? '"';
    let [from, content] = [++this.at, ''];
    for (; this.at < this.text.length; this.at += 1) {
      const character = this.text.charAt(this.at);
      if (ends.includes(character)) {
        content += this.text.slice(from, this.at);
        this.at += 1;
        return content;
      }
      if (character !== '\\') continue;
      content += this.text.slice(from, this.at) + this.escaped();
      from = this.at + 1;
    }
    throw new Unreadable();
  }

  /** Leaves off at the last character of the escape. */
  private escaped(): string {
    this.at += 1;
    const kind = this.text.charAt(this.at);
    const code = /^[\da-fA-F]{4}$/.exec(this.text.slice(this.at + 1, this.at + 5))?.[0];
    if (kind !== 'u' || code === undefined) return ESCAPES[kind] ?? kind;
    this.at += 4;
    return String.fromCharCode(Number.parseInt(code, 16));
  }

  private number(): number {
    const number = Number(this.match(NUMBER));
    if (!Number.isFinite(number)) throw new Unreadable();
    return number;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) throw new Unreadable();
    this.at += found.length;
    return found;
  }

  private peek(): string {
    this.skipBlanks();
    return this.text.charAt(this.at);
  }

  private takes(character: string): boolean {
    if (this.peek() !== character) return false;
    this.at += 1;
    return true;
  }

  private skipBlanks(): void {
    BLANK.lastIndex = this.at;
    this.at += BLANK.exec(this.text)?.[0].length ?? 0;
  }
}

class Unreadable extends Error {}
