import type { PageEvidence } from '@raptor/agent-kit';

/** How far ahead a heading is looked for whose block reads otherwise than itself. */
const AHEAD = 5;

/** For each block of a page the level of the heading that it is, or 0. Headings and blocks are both in reading order. */
export function headingLevels({ data: { blocks, headings } }: PageEvidence): number[] {
  let next = 0;
  return blocks.map((block) => {
    const ahead = headings.slice(next, next + AHEAD).findIndex(({ text }) => text === block);
    if (ahead < 0) return 0;
    next += ahead + 1;
    return headings[next - 1]?.level ?? 0;
  });
}
