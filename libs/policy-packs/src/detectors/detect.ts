import { wordsOf, type Word } from '../units/words';
import { alternatingCapitals, shoutedWords, spacedLetters } from './capitals';
import { clearDisclosure } from './disclosure';
import { findAll, type Detector, type Found } from './found';
import { phoneNumbers } from './phone-number';
import { cutOff, gimmickySymbols, letterSubstitution, listMarker, repeatedPunctuation } from './punctuation';
import {
  emojiInText,
  fancyLetters,
  gibberish,
  leansOnOthers,
  repeatedWord,
  runTogetherHashtags,
  wideCharacters,
} from './wording';

/** What rules may name as a pattern. Packs hold names and not expressions: each of these is known to be linear. */
const DETECTORS = {
  alternating_capitals: alternatingCapitals,
  angle_brackets: (text) => findAll(text, /[<>]/gu),
  clear_disclosure: clearDisclosure,
  cut_off: cutOff,
  emoji: emojiInText,
  fancy_letters: fancyLetters,
  gibberish,
  gimmicky_symbols: gimmickySymbols,
  leans_on_others: leansOnOthers,
  letter_substitution: letterSubstitution,
  list_marker: listMarker,
  phone_number: phoneNumbers,
  repeated_punctuation: repeatedPunctuation,
  repeated_word: repeatedWord,
  run_together_hashtags: runTogetherHashtags,
  shouted_words: shoutedWords,
  spaced_letters: spacedLetters,
  wide_characters: wideCharacters,
} satisfies Record<string, Detector>;

export type DetectorName = keyof typeof DETECTORS;

const isDetectorName = (name: string): name is DetectorName => Object.hasOwn(DETECTORS, name);
export const DETECTOR_NAMES = Object.keys(DETECTORS).filter(isDetectorName);

/** Finds one kind of thing in a text. @throws Error when there is no detector of that name. */
export function detect(
  name: string,
  text: string,
  except: ReadonlySet<string> = new Set(),
  words: () => readonly Word[] = () => wordsOf(text),
): Found[] {
  if (!isDetectorName(name)) throw new Error(`There is no pattern ${name}; known are ${DETECTOR_NAMES.join(', ')}`);
  const detector: Detector = DETECTORS[name];
  return detector(text, except, words);
}
