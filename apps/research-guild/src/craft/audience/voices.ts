import { quotesOf, type PageEvidence } from '@raptor/agent-kit';
import type { PageSentence } from '../pages/sentences';

/** Something that somebody said, as a page quotes it. */
export interface Voice extends PageSentence {
  /** The words between the quotation marks. */
  readonly words: string;
}

const QUOTED = /["“„«]([^"”“»]{12,300})["”“»]/u;
const LONGEST = 400;

/** Paragraphs in which a customer speaks: those with something in quotation marks, whole, so that who spoke stands beside it. */
export const voicesIn = (pages: readonly PageEvidence[]): Voice[] =>
  pages.flatMap((page) => {
    const stands = quotesOf(page.text);
    const texts = [...new Set(page.data.blocks.map((block) => block.replace(/\s+/gu, ' ').trim()))];
    return texts.flatMap((text) => {
      const words = text.length <= LONGEST ? QUOTED.exec(text)?.[1]?.trim() : undefined;
      return words && stands(text) ? [{ text, words, page }] : [];
    });
  });

const OBJECTION =
  /\?$|\b(?:no (?:credit )?card|cancel (?:any ?time|whenever)|no contract|setup fee|minimum|lock-in|free for|up to \d+|only (?:on|with|in)|not included|migration|import)\b/i;

/** Questions and conditions on pages: what holds people back before they buy is what a page answers or hides. */
export const objectionsIn = (sentences: readonly PageSentence[]): PageSentence[] =>
  sentences.filter(({ text }) => OBJECTION.test(text) && text.split(' ').length >= 3);
