/** Which part of an asset a text is, in the words of the rules that limit it. */
export const COPY_FIELDS = [
  'headline',
  'long_headline',
  'description',
  'primary_text',
  'link_description',
  'title',
  'body',
  'subject',
  'preheader',
  'post',
  'call_to_action',
  'hashtag',
  'alt_text',
  'path',
  'link',
] as const;
export type CopyFieldName = (typeof COPY_FIELDS)[number];

/**
 * One text of an asset. What an author writes is a list of them in the order in which people read it: a thread has several posts, a sequence of
 * e-mails several subjects, preheaders and bodies in turn.
 */
export interface CopyField {
  readonly field: CopyFieldName;
  readonly text: string;
  /** What its claims rest on. */
  readonly evidenceIds: readonly string[];
}
