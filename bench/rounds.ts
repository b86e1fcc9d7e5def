/**
 * Measures everyone once per round, beginning with another one each time: what the machine does meanwhile hits all alike. Results are by
 * name, in the order of the rounds.
 */
export async function interleaved<Name extends string, Result>(
  rounds: number,
  names: readonly Name[],
  measure: (name: Name, round: number) => Promise<Result>,
): Promise<ReadonlyMap<Name, readonly Result[]>> {
  const results = new Map<Name, Result[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length] as Name;
      results.get(name)?.push(await measure(name, round));
    }
  }
  return results;
}
