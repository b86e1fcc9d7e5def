import type { ChannelEconomics } from './simulation';

export interface Learnt {
  readonly text: string;
  readonly evidenceIds: readonly string[];
}

export interface Applied {
  readonly channel: string;
  /** What a result's cost is multiplied by. */
  readonly factor: number;
  readonly because: string;
  readonly evidenceIds: readonly string[];
}

const WORSE = /\b(?:worse|dearer|fewer|failed|fell|dropped|cost more|below|under(?:performed)?|lost)\b/i;
const BETTER = /\b(?:better|cheaper|more|rose|grew|beat|above|won|out(?:performed)?)\b/i;
/** What a lesson without a figure is worth, and the most that one with a figure may be. */
const [USUAL, MOST] = [0.25, 0.5];

/**
 * Lessons that name a channel make it cheaper or dearer in the plan, by the percentage that they name, and never by more than a half. What stands
 * in quotation marks names what the lesson was learnt from, and is not the lesson.
 */
export function appliedTo(channels: readonly ChannelEconomics[], lessons: readonly Learnt[]): Applied[] {
  return lessons.flatMap(({ text: whole, evidenceIds }) => {
    const text = whole.replaceAll(/"[^"]*"/g, ' ');
    return channels
      .filter(({ channel }) => new RegExp(String.raw`\b${channel.replaceAll('_', '[ _]')}\b`, 'i').test(text))
      .flatMap(({ channel }) => {
        const isWorse = WORSE.test(text);
        if (!isWorse && !BETTER.test(text)) return [];
        const percent = Number(/(\d+(?:\.\d+)?) ?%/.exec(text)?.[1] ?? USUAL * 100) / 100;
        const effect = Math.min(percent, MOST);
        return [{ channel, factor: isWorse ? 1 + effect : 1 - effect, because: whole, evidenceIds }];
      });
  });
}

export const withLessons = (channels: readonly ChannelEconomics[], applied: readonly Applied[]): ChannelEconomics[] =>
  channels.map((channel) => {
    const factor = applied
      .filter((each) => each.channel === channel.channel)
      .reduce((product, each) => product * each.factor, 1);
    return { ...channel, halfSaturationMicroUsd: channel.halfSaturationMicroUsd * factor };
  });
