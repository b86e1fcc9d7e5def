import { overlap, shortened, stemsOf } from '../text/graphemes';

export interface OutlineSection<Point> {
  readonly heading: string;
  readonly points: readonly Point[];
}

const LONGEST_HEADING = 80;

/**
 * Which point belongs under which heading. Each goes to the heading it shares most words with; one that shares none goes where the order of points
 * suggests. Headings that get none are left out. Without headings each point has a section of its own, under its own heading or its first words.
 */
export function outlineOf<Point extends { readonly point: string; readonly heading?: string | undefined }>(
  points: readonly Point[],
  headings: readonly string[] = [],
): OutlineSection<Point>[] {
  if (headings.length === 0)
    return points.map((point) => ({
      heading: point.heading ?? shortened(point.point.replace(/[.!?]+$/, ''), LONGEST_HEADING),
      points: [point],
    }));
  const stems = headings.map(stemsOf);
  const places = points.map((point, at) => {
    const shares = stems.map((heading) => overlap(heading, stemsOf(`${point.heading ?? ''} ${point.point}`)));
    const best = Math.max(...shares);
    return best > 0
      ? shares.indexOf(best)
      : Math.min(headings.length - 1, Math.floor((at * headings.length) / points.length));
  });
  return headings.flatMap((heading, nth) => {
    const own = points.filter((_point, at) => places[at] === nth);
    return own.length > 0 ? [{ heading, points: own }] : [];
  });
}
