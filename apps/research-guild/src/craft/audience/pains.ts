import type { PageSentence } from '../pages/sentences';

/** What hurts, and the words by which people say so; English. The first that fits counts. */
const PAINS: readonly (readonly [string, RegExp])[] = [
  [
    'time lost',
    /\b(?:hours?|sundays?|weekends?|evenings?|time[- ]consuming|waste[sd]?|used to spend|takes? (?:forever|ages|days|hours)|slow(?:ly)?)\b/i,
  ],
  [
    'money late or lost',
    /\b(?:late|overdue|unpaid|owed?|cash ?flow|chas(?:e|ed|es|ing)|waiting for (?:money|payment)|lost money)\b/i,
  ],
  ['cost', /\b(?:expensive|overpriced|hidden (?:fees|costs)|too (?:dear|much)|pricey|can.t afford)\b/i],
  [
    'complexity',
    /\b(?:complicated|confus(?:ed|ing)|spreadsheets?|manual(?:ly)?|mess(?:y)?|too many|hard to|difficult|steep)\b/i,
  ],
  ['mistakes', /\b(?:mistakes?|errors?|wrong|forg[eo]t(?:ten)?|miss(?:ed|ing)|lost)\b/i],
  ['doubt', /\b(?:worr(?:y|ied)|afraid|risk(?:y)?|locked in|trust|not sure|scared)\b/i],
];

/** Words by which a pain is said to be strong. */
const STRONG =
  /\b(?:always|never|every|hate[ds]?|nightmare|worst|awful|terrible|really|far too|again and again|constantly|stress(?:ful|ed)?)\b/gi;

const INTENSITY = { least: 1, most: 3 };

export interface Pain {
  readonly theme: string;
  /** How many sentences speak of it. */
  readonly frequency: number;
  /** 1 to 3: by the strong words of the strongest. */
  readonly intensity: number;
  /** The strongest first. */
  readonly sentences: readonly PageSentence[];
}

const intensityOf = ({ text }: PageSentence): number =>
  Math.min(INTENSITY.most, INTENSITY.least + (text.match(STRONG)?.length ?? 0));

/** Pains that sentences speak of, by frequency times intensity, the greatest first. */
export function painsIn(sentences: readonly PageSentence[]): Pain[] {
  const byTheme = new Map<string, PageSentence[]>();
  for (const sentence of sentences) {
    const theme = PAINS.find(([, words]) => words.test(sentence.text))?.[0];
    if (theme) byTheme.set(theme, [...(byTheme.get(theme) ?? []), sentence]);
  }
  return [...byTheme]
    .map(([theme, said]) => {
      const strongest = said.toSorted((a, b) => intensityOf(b) - intensityOf(a) || (a.text < b.text ? -1 : 1));
      return { theme, frequency: said.length, intensity: Math.max(...said.map(intensityOf)), sentences: strongest };
    })
    .toSorted((a, b) => b.frequency * b.intensity - a.frequency * a.intensity || (a.theme < b.theme ? -1 : 1));
}
