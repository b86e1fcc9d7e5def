/** The database that is meant, and what a person has to know about it. */
export interface FleetDatabase {
  /** Of somebody whom row level security does not bind, hopefully; that is looked at later. */
  readonly adminUrl: string;
  /** How to act as the owner of the schemas; by default the admin does. */
  readonly ownerUrl?: string;
  /** Sees to what must not outlive the rows that were replaced. @returns what is left to do, for people. */
  afterRestore(): Promise<string[]>;
  close(): Promise<void>;
}

/** Whose database is wanted, and what for. */
export interface Search {
  readonly environment: NodeJS.ProcessEnv;
  /** A backup is made of what is there; a restore may begin from nothing, and wants the services stopped. */
  readonly purpose: 'backup' | 'restore';
  say(line: string): void;
}
