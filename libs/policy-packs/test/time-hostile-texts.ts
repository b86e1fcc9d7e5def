import { evaluate, measure, packsOf, segmentsOf, TEXT_UNITS } from '../src';

/** What hostile texts cost, by what is done with them and what they are made of; a program of its own. Prints JSON: `[what, milliseconds][]`. */

const SIZE = 256 * 1_024;
const DAY = '2026-11-23';

/** Each hits what a careless expression would look at again and again. */
const TO_RULES = ['a', 'A', ' ', '!', '.', 'a.', '1', '1 ', '+1-', '#', '#1', '@a', 'aA', 'a b ', '(', '-'].concat([
  '👨‍👩‍👧‍👦',
  'あ',
  'lose ',
  'a@',
  'https://',
  '#ad ',
  'e\u0301',
  '"',
  'not best ',
  '1.000,',
]);
const TO_UNITS = ['あ', '漢字', 'e\u0301', 'a b ', "can't ", '👨‍👩‍👧‍👦', '🇩🇪', '\u0301', '1,'];
const PLATFORMS = { google_ads: 'responsive_search_ad', law: 'ad', microsoft_ads: 'responsive_search_ad' };

const times: (readonly [what: string, milliseconds: number])[] = [];

/** The processor's time: what else runs on the machine is not meant. */
function note(what: string, work: () => void): void {
  const began = process.cpuUsage();
  work();
  times.push([what, process.cpuUsage(began).user / 1_000]);
}

const of = (piece: string, size = SIZE): string => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);

for (const [platform, surface] of Object.entries(PLATFORMS)) {
  const packs = packsOf(platform);
  const check = (text: string): unknown =>
    evaluate({ surface, fields: { headlines: text, texts: text, opening: text, materialConnection: true } }, packs, {
      day: DAY,
    });
  for (const piece of TO_RULES) note(`all rules of ${platform}: ${JSON.stringify(piece)}`, () => check(of(piece)));
}
for (const piece of TO_UNITS)
  for (const unit of TEXT_UNITS) note(`${unit}: ${JSON.stringify(piece)}`, () => measure(of(piece), unit));
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
note('a megabyte of sentences', () => {
  for (const _sentence of segmentsOf(sentences, of('The quick brown fox jumps over. ', 4 * SIZE)));
});

process.stdout.write(JSON.stringify(times));
