/** What a field of a content may hold. An empty text, an empty list and `undefined` are nothing; so is false to `presence`. */
export type FieldValue = string | number | boolean | readonly string[] | readonly number[] | undefined;

/** What is to be published, in the words of its pack: which kind of content, and its fields. */
export interface Content {
  readonly surface: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

export type Scalar = string | number | boolean;

/** The filled values of a field with their places. A text of spaces is not filled. */
export function valuesOf({ fields }: Content, field: string): { index: number | undefined; value: Scalar }[] {
  const value = fields[field];
  const all: { index: number | undefined; value: Scalar | undefined }[] = Array.isArray(value)
    ? value.map((one: Scalar, index) => ({ index, value: one }))
    : [{ index: undefined, value: isScalar(value) ? value : undefined }];
  return all.filter((one): one is { index: number | undefined; value: Scalar } => isFilled(one.value));
}

const isScalar = (value: FieldValue): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);
const isFilled = (value: Scalar | undefined): boolean =>
  value !== undefined && value !== false && (typeof value !== 'string' || value.trim() !== '');
