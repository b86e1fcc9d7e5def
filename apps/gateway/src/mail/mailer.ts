/** A mail of nothing but text, to one person. */
export interface Mail {
  /** The same however often it is tried: a mail that comes twice is recognised by it. Letters, digits and `-`. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * Hands mails to whatever carries them: see {@link FolderMailer} and {@link SmtpMailer}. Where it is called from the bus, a mail that could not be
 * handed over is tried again, and is a dead letter in the end.
 */
export abstract class Mailer {
  /** @throws AppError SERVICE_UNAVAILABLE; it may succeed later, unless its `retry` says `never`. */
  abstract send(mail: Mail): Promise<void>;
}
