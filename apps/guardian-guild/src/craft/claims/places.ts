import type { Word } from '@raptor/policy-packs';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Which of several spans has a character of a text: found in the time it takes to look at a span, however many there are. */
export class Places {
  private readonly taken: Int32Array;

  constructor(text: string, spans: readonly Span[] = []) {
    this.taken = new Int32Array(text.length);
    spans.forEach((span, index) => this.take(span, index));
  }

  take({ start, end }: Span, index: number): void {
    this.taken.fill(index + 1, start, end);
  }

  /** @returns index of a span that shares a character with this one: the first to be met; undefined when there is none. */
  at({ start, end }: Span): number | undefined {
    for (let position = start; position < end; position++) {
      const index = this.taken[position] ?? 0;
      if (index > 0) return index - 1;
    }
    return undefined;
  }
}

/** The sentences of a text, by place. */
export class Sentences {
  private readonly spans: Span[] = [];
  private readonly places: Places;

  constructor(
    private readonly text: string,
    words: readonly Word[],
  ) {
    for (const { sentence, start, end } of words)
      this.spans[sentence] = { start: this.spans[sentence]?.start ?? start, end };
    this.places = new Places(text, this.spans);
  }

  /** The sentences that a span is in: more than one where a full stop ends none, as in "No. 1". */
  around(span: Span): string {
    const first = this.places.at(span);
    let { start, end } = span;
    for (let at = first ?? this.spans.length; (this.spans[at]?.start ?? span.end) < span.end; at++) {
      start = Math.min(start, this.spans[at]?.start ?? start);
      end = Math.max(end, this.spans[at]?.end ?? end);
    }
    return this.text.slice(start, end);
  }
}
