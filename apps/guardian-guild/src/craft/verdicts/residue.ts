/** What is left of templates, markup, instructions to a model, or of a model that speaks of itself. */
const RESIDUES: readonly RegExp[] = [
  /\{\{[^}]*\}\}|\$\{[^}]*\}|%[A-Z_]{3,}%|\[(?:INSERT|YOUR|COMPANY|NAME|LINK|TODO)[^\]]*\]/gi,
  /\blorem ipsum\b|\bTODO\b|\bTBD\b|\bplaceholder\b/gi,
  /<\/?(?:script|iframe|style|div|span|p|a|br|img)\b[^>]*>/gi,
  /<<<(?:DATA|END)[^>]*>>>/g,
  /\b(?:ignore (?:all |any )?(?:previous|prior|above) instructions|system prompt|as an? (?:AI|language model)|I (?:cannot|can't) (?:help|assist) with)\b/gi,
];

export const residueIn = (text: string): string[] => RESIDUES.flatMap((pattern) => text.match(pattern) ?? []);

/** Signs of spam that any reader knows. */
const SPAM =
  /!{2,}|\?{3,}|\b(?:click here now|100% free|act now|limited time only|buy now!|make money fast)\b|\${3,}/gi;

export const spamIn = (text: string): string[] => text.match(SPAM) ?? [];

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, String.raw`\s+`);

/** Which words of a list stand in a text, as words of their own. */
export const wordsIn = (text: string, words: readonly string[]): string[] =>
  words.filter((word) => new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped(word)}(?![\p{L}\p{N}])`, 'iu').test(text));
