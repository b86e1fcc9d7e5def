import type { Outcome } from '../options';
import type { Work } from './work';

/** Runs the application's handler of a message that has been read, and gives its result. */
export type Invoke = (work: Work) => Promise<unknown>;

/** What happens to an entry once it has a slot, by kind of channel. Nothing: it was not for this service. */
export type Deliver = (work: Work, invoke: Invoke) => Promise<Outcome | undefined>;
