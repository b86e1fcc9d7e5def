import type { Brief } from './brief';

/** Where a round takes place. */
export interface Place {
  readonly redisUrl: string;
  /** Begins every key of this round. */
  readonly prefix: string;
  /** Messages handled at once by the consumer. */
  readonly concurrency: number;
}

export type Urgency = 'high' | 'normal' | 'low';

export interface Producer {
  /** Resolves when the message is accepted. */
  send(brief: Brief, urgency?: Urgency): Promise<unknown>;
  /** Accepts many at once. */
  sendMany?(briefs: Brief[]): Promise<unknown>;
  /** Resolves with the answer. */
  ask?(brief: Brief): Promise<unknown>;
  close(): Promise<void>;
}

/** Told of each message: when its handler begins, and when the server no longer holds it for this consumer. */
export interface Witness {
  begun(brief: Brief, urgency: Urgency): void;
  done(): void;
}

export interface Consumer {
  /** Where `done` is told before the server has acknowledged: whether it has by now. */
  settled?(): Promise<boolean>;
  close(): Promise<void>;
}

/** One way to get a message from one process to another. */
export interface Contender {
  produce(place: Place): Promise<Producer>;
  /** `workMs` is what a handler waits for; only asked of those that have lanes. */
  consume(place: Place, witness: Witness, workMs?: number): Promise<Consumer>;
}

/** The answer to a question about a brief: as big as the question. */
export const answerTo = (brief: Brief): object => ({ ...brief });
