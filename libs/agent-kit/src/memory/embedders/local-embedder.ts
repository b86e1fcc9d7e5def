import type { Embedder } from './embedder';
import { addFeatures, normalised, type Feature } from './hashed-features';

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const WORDS_WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const BIGRAM = 1;
const GRAM = 0.25;
/** In alphabets, a word of fewer letters is mostly one of those that every text has: "of", "the", "und", "для". */
const LETTERS_OF_A_TELLING_WORD = 5;

/**
 * Vectors without a model: words, pairs of words and character 3- to 5-grams, hashed into 512 dimensions. Finds what is said in the same or
 * similar words, in any script; knows no synonyms and no meaning. The same text has the same vector on every machine.
 */
export class LocalEmbedder implements Embedder {
  readonly name = 'local1';
  readonly dimensions = 512;
  /** Of texts of the same language: near-duplicates lie from 0.8 up, texts that share their telling words from 0.3 up, strangers below 0.2. */
  readonly thresholds = { nearDuplicate: 0.65, related: 0.35 };

  embed(texts: readonly string[]): Promise<readonly (readonly number[])[]> {
    return Promise.resolve(texts.map((text) => this.vectorOf(text)));
  }

  private vectorOf(text: string): number[] {
    const words = (folded(text).match(WORD) ?? []).map((word) => ({
      text: word,
      weight: weightOf(word),
    }));
    const vector = Array.from<number>({ length: this.dimensions }).fill(0);
    addFeatures(vector, words, 1);
    addFeatures(vector, bigramsOf(words), 2);
    addFeatures(vector, words.flatMap(gramsOf), 3);
    // What has no words is like nothing but itself.
    return vector.some(Boolean) ? normalised(vector) : [1, ...vector.slice(1)];
  }
}

function weightOf(word: string): number {
  if (WORDS_WITHOUT_SPACES.test(word)) return 1;
  return Math.min(1, ([...word].length / LETTERS_OF_A_TELLING_WORD) ** 2);
}

const bigramsOf = (words: readonly Feature[]): Feature[] =>
  words.slice(1).map((word, index) => {
    const before = words[index] as Feature;
    return { text: `${before.text} ${word.text}`, weight: BIGRAM * Math.sqrt(before.weight * word.weight) };
  });

/** Character 3- to 5-grams of a word with its ends marked. */
function gramsOf({ text, weight }: Feature): Feature[] {
  const characters = [...`<${text}>`];
  return [3, 4, 5].flatMap((size) =>
    Array.from({ length: Math.max(characters.length - size + 1, 0) }, (_, at) => ({
      text: characters.slice(at, at + size).join(''),
      weight: GRAM * weight,
    })),
  );
}

/** Compatibility forms are one, and so are cases: `ﬁ` is `fi`, `STRASSE` is `straße`. */
const folded = (text: string): string => text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
