import { CLAIM_KINDS, type ClaimKind } from '../../claims/claim-evidence.entity';
import type { Claim } from './claim';
import corpus from './corpus.json';
import unseen from './unseen.json';
import { extractClaims } from './extract-claims';

interface Label {
  readonly kind: string;
  readonly text: string;
}

interface Sentence {
  readonly text: string;
  readonly claims: readonly Label[];
}

const small = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}#%$€£]+/gu, ' ')
    .trim();
const isThe = (label: Label, claim: Claim): boolean =>
  claim.kind === label.kind &&
  (small(claim.text).includes(small(label.text)) || small(label.text).includes(small(claim.text)));

/** How many of the labels were found, and how much of what was found is labelled. */
function score(kinds: readonly ClaimKind[], sentences: readonly Sentence[] = corpus) {
  const wrong: string[] = [];
  let [labels, found, claims] = [0, 0, 0];
  for (const { text, claims: expected } of sentences) {
    const extracted = extractClaims(text).filter(({ kind }) => kinds.includes(kind));
    const wanted = expected.filter(({ kind }) => kinds.some((one) => one === kind));
    labels += wanted.length;
    claims += extracted.length;
    found += wanted.filter((label) => extracted.some((claim) => isThe(label, claim))).length;
    for (const label of wanted)
      if (!extracted.some((claim) => isThe(label, claim)))
        wrong.push(`missed ${label.kind} "${label.text}" in: ${text}`);
    for (const claim of extracted)
      if (!wanted.some((label) => isThe(label, claim))) wrong.push(`found ${claim.kind} "${claim.text}" in: ${text}`);
  }
  const superfluous = wrong.filter((line) => line.startsWith('found')).length;
  return { recall: found / labels, precision: (claims - superfluous) / claims, labels, wrong };
}

describe('claims are found in copy', () => {
  const all = score(CLAIM_KINDS);

  it('as people label them: at least 95 of 100 are found, at least 95 of 100 found are claims', () => {
    const rows = CLAIM_KINDS.map((kind) => {
      const { precision, recall, labels } = score([kind]);
      return `${kind.padEnd(12)} ${String(labels).padStart(3)} labels  precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}`;
    });
    process.stdout.write(
      `${[`${corpus.length} sentences`, ...rows, `all          ${all.labels} labels  precision ${all.precision.toFixed(3)}  recall ${all.recall.toFixed(3)}`, ...all.wrong].join('\n')}\n`,
    );
    expect(corpus.length).toBeGreaterThanOrEqual(150);
    expect(all.recall).toBeGreaterThanOrEqual(0.95);
    expect(all.precision).toBeGreaterThanOrEqual(0.95);
  });

  it('also in sentences that were written after the rules: at least 80 of 100', () => {
    const { precision, recall, labels, wrong } = score(CLAIM_KINDS, unseen);
    process.stdout.write(
      `${[`${unseen.length} unseen sentences, ${labels} labels  precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}`, ...wrong].join('\n')}\n`,
    );
    expect(precision).toBeGreaterThanOrEqual(0.8);
    expect(recall).toBeGreaterThanOrEqual(0.8);
  });

  it('with their exact words, number and unit', () => {
    const text = 'Join 10k happy customers who pay just $9 a month, and get paid nine days sooner.';
    const claims = extractClaims(text);
    expect(claims.map(({ form, value, unit }) => [form, value, unit])).toEqual([
      ['count', 10_000, 'customer'],
      ['price', 9, 'USD'],
      ['duration', 9, 'day'],
    ]);
    expect(claims.map(({ text: words, start, end }) => [words, text.slice(start, end)])).toEqual(
      ['10k happy customers', 'just $9 a month', 'nine days sooner'].map((words) => [words, words]),
    );
  });

  it.each(['best ', '9% ', '"I ', '"', '#1', 'free ', '1,', 'not the best '])(
    'in a text of 10,000 characters made of %p, within a second',
    (piece) => {
      const began = process.cpuUsage();
      extractClaims(piece.repeat(10_000 / piece.length));
      expect(process.cpuUsage(began).user / 1_000).toBeLessThan(1_000);
    },
  );
});
