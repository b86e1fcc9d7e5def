/** For what `eventually` waits for outside of a test. */
export function expectThat(claim: boolean, otherwise: string): void {
  if (!claim) throw new Error(otherwise);
}
