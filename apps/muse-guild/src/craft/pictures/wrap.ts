import { graphemesIn } from './shape';

/** Written without spaces: a line may end after each of them. */
const EAST_ASIAN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u{3000}-\u{303F}\u{FF00}-\u{FFEF}]/u;
/** Never first in a line. */
const CLOSING = /^[\p{Pe}\p{Pf}!?,.:;…、。，．：；！？・ー゛゜々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ％%]/u;
/** Never last in a line. */
const OPENING = /[\p{Ps}\p{Pi}¥$£€#]$/u;

/** A piece of text that stays on one line, and whether a space divides it from the one before. */
interface Piece {
  text: string;
  spaced: boolean;
}

/**
 * Where lines may end: at spaces, after hyphens, and between East Asian characters but for those that may not begin or end a line. The part of
 * Unicode's line breaking (UAX #14) and of JIS X 4051 that headlines need.
 */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let [spaced, open] = [false, false];
  for (const grapheme of graphemesIn(text.replace(/\s+/gu, ' ').trim())) {
    if (grapheme === ' ') {
      [spaced, open] = [true, false];
      continue;
    }
    const last = pieces.at(-1);
    const isEastAsian = EAST_ASIAN.test(grapheme);
    const mayBreak = (isEastAsian || open) && !CLOSING.test(grapheme) && !(last && OPENING.test(last.text));
    if (!last || spaced || mayBreak) pieces.push({ text: grapheme, spaced });
    else last.text += grapheme;
    spaced = false;
    open = isEastAsian || (grapheme === '-' && (last?.text.length ?? 0) > 1);
  }
  return pieces;
}

/** Widths are in the unit of `width`, whatever that is. */
export interface Room {
  readonly width: number;
  measure(line: string): number;
}

/** As many lines as are needed, none wider than there is room; a piece that is, is cut between characters. */
export function wrapped(text: string, { width, measure }: Room): string[] {
  const lines: string[] = [];
  let line = '';
  for (const { text: piece, spaced } of piecesOf(text)) {
    const longer = line === '' ? piece : `${line}${spaced ? ' ' : ''}${piece}`;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = piece;
    while (measure(line) > width && graphemesIn(line).length > 1) {
      const cut = widestStart(line, { width, measure });
      lines.push(cut);
      line = line.slice(cut.length);
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** One character at least. */
function widestStart(text: string, { width, measure }: Room): string {
  const all = graphemesIn(text);
  let count = 1;
  while (count < all.length - 1 && measure(all.slice(0, count + 1).join('')) <= width) count += 1;
  return all.slice(0, count).join('');
}

/** No more lines than {@link wrapped} makes, and as alike in width as they get: the narrowest room that needs no line more and divides no word. */
export function balanced(text: string, { width, measure }: Room): string[] {
  const lines = wrapped(text, { width, measure });
  const widest = widestPiece(text, measure);
  if (lines.length < 2 || widest > width) return lines;
  let [best, low, high] = [lines, Math.max(widest, width / 2), width];
  for (let step = 0; step < 6; step += 1) {
    const middle = (low + high) / 2;
    const other = wrapped(text, { width: middle, measure });
    if (other.length > lines.length) low = middle;
    else [best, high] = [other, middle];
  }
  return best;
}

const widestPiece = (text: string, measure: Room['measure']): number =>
  Math.max(0, ...piecesOf(text).map((piece) => measure(piece.text)));

/** A text that is set in lines of one size. */
export interface SetText {
  readonly lines: readonly string[];
  /** Pixels of one em. */
  readonly size: number;
  /** Whether something of it had no room. */
  readonly isCut: boolean;
}

export interface Box {
  readonly width: number;
  readonly height: number;
  readonly most: number;
  readonly least: number;
  /** From line to line, in em. */
  readonly leading: number;
  readonly mostLines: number;
}

/** As large as it fits; at the least size what has no room is left out, with `…` at the end. `measure` is in em. */
export function fitted(text: string, box: Box, measure: (line: string) => number): SetText {
  const { width, height, most, least, leading, mostLines } = box;
  const memo = new Map<string, number>();
  const measured = (line: string): number => {
    const known = memo.get(line) ?? measure(line);
    memo.set(line, known);
    return known;
  };
  const widest = widestPiece(text, measured);
  const linesAt = (size: number): number => Math.max(1, Math.min(mostLines, Math.floor(height / (size * leading))));
  for (let size = most; size >= least; size -= Math.max(1, Math.round(size / 14))) {
    const room = { width: width / size, measure: measured };
    // Rather a smaller size than a divided word.
    if (widest > room.width && size > least * 1.3) continue;
    if (wrapped(text, room).length <= linesAt(size)) return { lines: balanced(text, room), size, isCut: false };
  }
  const room = { width: width / least, measure: measured };
  const lines = wrapped(text, room);
  if (lines.length <= linesAt(least)) return { lines, size: least, isCut: false };
  const kept = lines.slice(0, linesAt(least));
  const last = graphemesIn(kept.at(-1) ?? '');
  while (last.length > 1 && measured(`${last.join('').trimEnd()}…`) > room.width) last.pop();
  return { lines: [...kept.slice(0, -1), `${last.join('').trimEnd()}…`], size: least, isCut: true };
}
