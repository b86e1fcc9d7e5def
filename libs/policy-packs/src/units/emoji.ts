/** By a string, as the compiler knows the flag only for later targets than ours. */
const EMOJI = new RegExp('\\p{RGI_Emoji}', 'gv');
/** The quick no: nothing below this block begins an emoji but these, keycaps and the two signs. */
const MAY_HAVE_EMOJI = /[\u00a9\u00ae\u200d\u203c-\u3299\ufe0f\u20e3]|[\ud83c-\ud83e]/;

/** Emoji as Unicode recommends them for interchange, each once however many code points it has. Bare © and ™ are text. */
export function emojiOf(text: string): string[] {
  return MAY_HAVE_EMOJI.test(text) ? (text.match(EMOJI) ?? []) : [];
}

/** @returns the text's pieces between emoji; one more than there are emoji. */
export const withoutEmoji = (text: string): string[] => (MAY_HAVE_EMOJI.test(text) ? text.split(EMOJI) : [text]);
