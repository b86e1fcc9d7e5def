import { graphemes } from '@raptor/policy-packs';
import { drawn, type Drawing } from '../../craft/pictures/draw';
import { isBanner, PICTURE_FORMATS } from '../../craft/pictures/formats';
import { TEMPLATES, type Template } from '../../craft/pictures/scheme';
import { spamIn } from '../../craft/headlines/score';
import { capitalised, shortened } from '../../craft/text/graphemes';
import { inBrandWords, says, wordsIn } from '../../craft/text/lexicon';
import { WORD_LIMITS, type VisualAnswer, type VisualTask, type Words } from './muse-011.schema';

/** Characters that the headline may have; a banner is sold by its size and has less room. */
export const roomFor = ({ formats }: Pick<VisualTask, 'formats'>): number =>
  formats.some(isBanner) ? WORD_LIMITS.bannerHeadline : WORD_LIMITS.headline;

/** Words by code: the promise where it fits and is proven, else what can be said without proof. */
export function wordsOf(task: VisualTask): Words {
  const { company, audience, callToAction, lexicon } = task;
  const room = roomFor(task);
  const inWords = (text: string): string => inBrandWords(text.replace(/\s+/gu, ' ').trim(), lexicon);
  const mayBeSaid = (text: string): boolean =>
    wordsIn(text, lexicon.banned).length === 0 &&
    spamIn(text).length === 0 &&
    (!/\p{Nd}/u.test(text) || saysWhatIsProven(task, text));
  const promise = capitalised(inWords(task.headline).replace(/[.!]+$/u, ''));
  const candidates = [
    promise,
    ...beginningOf(promise, Math.min(room, LONGEST_PART)),
    ...(audience ? [inWords(`${company} for ${audience}`)] : []),
    capitalised(inWords(callToAction)),
    company,
  ];
  const fitting = candidates.find((text) => graphemes(text) <= room && mayBeSaid(text));
  const headline = fitting ?? shortened(candidates.find(mayBeSaid) ?? company, room);
  const isLatin = /\p{Script=Latin}/u.test(audience ?? '');
  const kicker = audience === undefined ? undefined : capitalised(inWords(isLatin ? `For ${audience}` : audience));
  const isKicked =
    kicker !== undefined &&
    graphemes(kicker) <= WORD_LIMITS.kicker &&
    mayBeSaid(kicker) &&
    !says(headline, inWords(audience ?? ''));
  const above = isKicked ? { kicker } : {};
  return { headline, ...above, altText: altTextOf(task, { headline, ...above }) };
}

/** Of a promise that is too long for a picture, what stands by itself at its beginning: as much as is read at a glance, four words at least. */
const LONGEST_PART = 60;
const SHORTEST_PART = 4;

function beginningOf(text: string, most: number): string[] {
  const ends = [...text.matchAll(/[,;:，；：]|\s(?:and|[–—-])\s/gu)].map(({ index }) => index);
  const parts = ends.map((end) => text.slice(0, end).trim()).filter((part) => graphemes(part) <= most);
  const longest = parts.at(-1);
  return longest !== undefined && longest.split(' ').length >= SHORTEST_PART ? [longest] : [];
}

/** Says what there is to read, in the order in which it stands there (W3C WAI, images of text: the same words as in the image). */
function altTextOf({ company, callToAction }: VisualTask, { headline, kicker }: Omit<Words, 'altText'>): string {
  const sentences = [...(kicker ? [kicker] : []), headline, `Button: ${callToAction}`];
  const ended = sentences.map((text) => (/[.!?…。！？]$/u.test(text) ? text : `${text}.`));
  return shortened(`${company}: ${ended.join(' ')}`, WORD_LIMITS.altText);
}

/** Whether a proof point says it, or its figures stand in one. */
const saysWhatIsProven = ({ proofPoints }: VisualTask, text: string): boolean =>
  proofPoints.some((proof) => holds(proof.text, text));

/** Fewer characters are a name, and claim nothing. */
const SHORTEST_CLAIM = 12;

const holds = (proof: string, text: string): boolean => {
  const [one, other] = [proof, text].map((each) => each.toLowerCase().replace(/[.!?]+$/u, '')) as [string, string];
  return (other.length >= SHORTEST_CLAIM && one.includes(other)) || other.includes(one);
};

/** Draws what was worded: layout, colours and contrast are worked out, whoever has written the words. */
export function finished({ words }: Pick<VisualAnswer, 'words'>, task: VisualTask): VisualAnswer {
  const { company, callToAction, palette, formats, seed, proofPoints } = task;
  const template = templateFor(task);
  const drawings = [...new Set(formats)].map((format) => {
    const picture = { company, callToAction, palette, seed, template, format, ...words };
    return { format, drawing: drawn(picture) };
  });
  const designs = drawings.map(({ format, drawing }) => ({
    ...{ format, templateCode: template, width: drawing.width, height: drawing.height },
    ...{ svg: drawing.svg, svgHash: drawing.svgHash, altText: words.altText, contrastRatio: drawing.contrastRatio },
    spec: {
      ...{ lines: [...drawing.headline.lines], headlineSize: Number(drawing.headline.size.toFixed(2)) },
      ...{ background: drawing.scheme.background, ink: drawing.scheme.ink, button: drawing.scheme.button },
      ...{ onButton: drawing.scheme.onButton, seed },
    },
  }));
  const evidenceIds = [
    ...new Set(proofPoints.filter(({ text }) => holds(text, words.headline)).map(({ evidenceId: id }) => id)),
  ];
  const plain = (field: VisualAnswer['copy'][number]['field'], text: string, ids: string[] = []) => ({
    ...{ field, text, evidenceIds: ids },
  });
  const isForSale = formats.some(isBanner);
  const copy = [
    plain(isForSale ? 'headline' : 'title', words.headline, evidenceIds),
    ...(isForSale ? besides(task, words).map(({ field, text }) => plain(field, text)) : []),
    ...(words.kicker === undefined ? [] : [plain('body', words.kicker)]),
    plain('call_to_action', callToAction),
    plain('alt_text', words.altText, evidenceIds),
  ];
  return {
    words,
    copy,
    designs,
    notes: notesOn(
      task,
      drawings.map(({ drawing }) => drawing),
    ),
  };
}

/** Texts that an advertisement shows beside its banner, from what needs no proof. */
function besides({ company, audience, callToAction }: VisualTask, { headline }: Words) {
  const said = audience ? `${company} for ${audience}` : company;
  const long = /\p{Nd}/u.test(headline) ? said : `${headline}: ${said}`;
  return [
    { field: 'long_headline' as const, text: shortened(graphemes(long) <= 90 ? long : said, 90) },
    { field: 'description' as const, text: shortened(`${capitalised(callToAction)} with ${company}`, 90) },
  ];
}

/** One that was not used lately; which of them follows from the seed. */
function templateFor({ recentTemplates, seed }: VisualTask): Template {
  const fresh = TEMPLATES.filter((template) => !recentTemplates.includes(template));
  const choice = fresh.length > 0 ? fresh : TEMPLATES;
  return choice[seed % choice.length] ?? 'panel';
}

const GENERIC = /^(?:sans-serif|system-ui|inter)$/i;

function notesOn({ typography, formats }: VisualTask, drawings: readonly Drawing[]): string[] {
  const missing = [...new Set(drawings.flatMap((drawing) => drawing.missing))];
  const cut = drawings.flatMap(({ isCut }, at) => (isCut ? (formats[at] ?? []) : []));
  const font = typography.headings;
  return [
    ...(missing.length > 0 ? [`No font here draws ${missing.slice(0, 20).join(' ')}: left out.`] : []),
    ...cut.map((format) => `Not all of the words have room in ${format} (${PICTURE_FORMATS[format].shows}).`),
    ...(font !== undefined && !GENERIC.test(font) ? [`Drawn in Inter: ${font.slice(0, 60)} is not at hand.`] : []),
  ];
}
