import { findAll, type Detector, type Found } from './found';

const IN_WORDS =
  /(?<![\p{L}\p{N}])(?:paid partnership|paid promotion|advertisement|advertorial|anzeige|sponsored|promoted|publicité|publicidad|werbung|ad:|\[ad\]|\(ad\))/giu;
const BEGINS_WITH_AD = /^\s{0,8}ad(?=\s{0,8}[:|–—-])/giu;
const TAGS = /#[\p{L}\p{N}_]+/gu;
const CLEAR_TAGS = new Set([
  '#ad',
  '#ads',
  '#advert',
  '#advertisement',
  '#sponsored',
  '#anzeige',
  '#werbung',
  '#publicité',
  '#publicidad',
]);
/** Behind this place in a row of tags nobody reads it any more. */
const LAST_SEEN_PLACE = 2;

/**
 * Where a text says that it is paid for, in a way that nobody can miss: in words, or #ad before or among the first of the tags.
 * #spon, #ee or #partner alone do not say it.
 */
export const clearDisclosure: Detector = (text) => [
  ...findAll(text, IN_WORDS),
  ...findAll(text, BEGINS_WITH_AD),
  ...clearTags(text),
];

function clearTags(text: string): Found[] {
  const clear: Found[] = [];
  let before = 0;
  let end = 0;
  for (const tag of findAll(text, TAGS)) {
    before = before > 0 && text.slice(end, tag.start).trim() === '' ? before + 1 : 1;
    end = tag.end;
    if (before <= LAST_SEEN_PLACE && CLEAR_TAGS.has(tag.text.toLowerCase())) clear.push(tag);
  }
  return clear;
}
