/** What we may do, what competitors may do, and what each pair is worth to us, 0 to 1; planning assumptions. */
export const OWN_MOVES = ['prove', 'undercut', 'narrow'] as const;
export const THEIR_MOVES = ['ignore', 'copy', 'discount'] as const;
const PAYOFFS: Readonly<Record<(typeof OWN_MOVES)[number], readonly number[]>> = {
  prove: [0.7, 0.55, 0.6],
  undercut: [0.6, 0.35, 0.2],
  narrow: [0.6, 0.6, 0.5],
};

const MEANS: Readonly<Record<(typeof OWN_MOVES)[number], string>> = {
  prove: 'lead with proof that competitors do not have',
  undercut: 'lead with the price',
  narrow: 'speak to one group more closely than anybody else',
};

/**
 * Our best reply: what is worth most when competitors do the worst for us (maximin; J. von Neumann, Zur Theorie der Gesellschaftsspiele, 1928), with
 * proof worth more the more of it there is.
 */
export function bestReply(
  proofs: number,
  competitors: number,
): { own: string; means: string; worstCase: number; against: string } {
  const worth = (own: (typeof OWN_MOVES)[number]): readonly number[] =>
    PAYOFFS[own].map(
      (payoff) =>
        payoff +
        (own === 'prove' ? Math.min(proofs, 5) * 0.03 - 0.1 : 0) +
        (own === 'narrow' ? Math.min(competitors, 5) * 0.01 : 0),
    );
  const [own] = OWN_MOVES.toSorted((a, b) => Math.min(...worth(b)) - Math.min(...worth(a)));
  const chosen = own ?? 'prove';
  const payoffs = worth(chosen);
  const worst = Math.min(...payoffs);
  return {
    own: chosen,
    means: MEANS[chosen],
    worstCase: Number(worst.toFixed(2)),
    against: THEIR_MOVES[payoffs.indexOf(worst)] ?? 'ignore',
  };
}
