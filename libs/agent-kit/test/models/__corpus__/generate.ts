import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An answer as a model may give it. `either`: what it becomes is open, that it becomes something typed is not. */
export interface CorpusAnswer {
  readonly name: string;
  readonly text: string;
  readonly expect: 'valid' | 'failure' | 'either';
}

const CORPUS = join(__dirname, 'malformed-answers.json');

/** Made by `node -r @swc-node/register libs/agent-kit/test/models/__corpus__/generate.ts`, and the same each time. */
export const readCorpus = (): readonly CorpusAnswer[] => JSON.parse(readFileSync(CORPUS, 'utf8')) as CorpusAnswer[];

/** Lehmer's generator with Park and Miller's multiplier: numbers from 0 to below 1. */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const GOOD = [
  '{"title":"Paid sooner","score":7}',
  '{"title":"Invoices that pay themselves","score":9,"tags":["invoice","time"]}',
  '{\n  "title": "Bezahlt – nicht vertröstet",\n  "score": 4,\n  "tags": ["de"],\n  "note": "für Freie"\n}',
  '{"title":"請求書は一度で","score":8,"note":"emoji 🧾 and \\"quotes\\""}',
];

type Change = (text: string, random: () => number) => string;
const at = (text: string, random: () => number): number => Math.floor(random() * text.length);
const NOISE = ['{', '}', '[', ']', '"', "'", ',', ':', '\\', '\n', '`', '“', '\u0000', '//', '/*', '🧾', '__proto__'];
const noise = (random: () => number): string => NOISE[Math.floor(random() * NOISE.length)] ?? '';

const CHANGES: Record<string, Change> = {
  'cut off': (text, random) => text.slice(0, at(text, random)),
  'begun late': (text, random) => text.slice(at(text, random)),
  'a letter lost': (text, random) => {
    const place = at(text, random);
    return text.slice(0, place) + text.slice(place + 1);
  },
  'noise in it': (text, random) => {
    const place = at(text, random);
    return text.slice(0, place) + noise(random) + text.slice(place);
  },
  'a piece twice': (text, random) => {
    const [from, to] = [at(text, random), at(text, random)].sort((one, other) => one - other);
    return text.slice(0, to) + text.slice(from);
  },
  'two letters swapped': (text, random) => {
    const place = at(text, random);
    return (
      text.slice(0, place) + text.slice(place + 1, place + 2) + text.slice(place, place + 1) + text.slice(place + 2)
    );
  },
  'noise around it': (text, random) => noise(random) + noise(random) + text + noise(random),
  'all of it wrong': (_text, random) => Array.from({ length: 40 }, () => noise(random)).join(''),
};

const DEEP: CorpusAnswer[] = [
  { name: '5,000 opening brackets', text: '['.repeat(5_000), expect: 'failure' },
  { name: '5,000 opening braces with keys', text: '{"a":'.repeat(5_000), expect: 'failure' },
  { name: 'nested 200 deep and closed', text: `${'['.repeat(200)}1${']'.repeat(200)}`, expect: 'failure' },
  {
    name: 'nested 65 deep in a field',
    text: `{"title":"x","score":${'['.repeat(65)}${']'.repeat(65)}}`,
    expect: 'failure',
  },
  { name: 'nested deep with single quotes', text: `${"{'a':".repeat(100)}1${'}'.repeat(100)}`, expect: 'failure' },
  { name: '20,000 commas', text: `{${','.repeat(20_000)}}`, expect: 'failure' },
  { name: '20,000 backslashes', text: `{"title":"${'\\'.repeat(20_001)}`, expect: 'failure' },
  { name: '20,000 blanks in a fence', text: `\`\`\`${' '.repeat(20_000)}`, expect: 'failure' },
];

function generated(): CorpusAnswer[] {
  const random = lehmer(20_261_123);
  return Object.entries(CHANGES).flatMap(([name, change]) =>
    Array.from({ length: 20 }, (_, index): CorpusAnswer => {
      const good = GOOD[index % GOOD.length] ?? '';
      return { name: `${name} ${index + 1}`, text: change(good, random), expect: 'either' };
    }),
  );
}

if (require.main === module) {
  const handwritten = JSON.parse(readFileSync(join(__dirname, 'handwritten.json'), 'utf8')) as CorpusAnswer[];
  writeFileSync(CORPUS, `${JSON.stringify([...handwritten, ...DEEP, ...generated()], null, 2)}\n`);
}
