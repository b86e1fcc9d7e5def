/** A right that somebody other than the owner has. */
export interface Grant {
  /** A role, or PUBLIC. */
  readonly to: string;
  /** Such as SELECT. */
  readonly privilege: string;
  readonly canPassOn: boolean;
}
