import { AppError } from '@raptor/platform';
import { Mailer, type Mail } from './mailer';
import { oneLine } from './rfc822';

/** What is used of `createTransport` of the package `nodemailer`. */
export interface SmtpTransport {
  sendMail(mail: {
    readonly from: string;
    readonly to: string;
    readonly subject: string;
    readonly text: string;
    readonly messageId: string;
    readonly headers: Readonly<Record<string, string>>;
  }): Promise<unknown>;
  close(): void;
}

/** SMTP says with 5yz that another try would be refused, too. RFC 5321, 4.2.1. */
const isRefusal = (error: unknown): boolean => {
  const status = (error as { responseCode?: unknown } | null)?.responseCode;
  return typeof status === 'number' && status >= 500 && status < 600;
};

/** Hands mails to a server of SMTP. */
export class SmtpMailer extends Mailer {
  private readonly host: string;

  constructor(
    private readonly transport: SmtpTransport,
    private readonly from: string,
  ) {
    super();
    this.host = /@([\w.-]+)>?$/.exec(from)?.[1] ?? 'localhost';
  }

  async send({ id, to, subject, text }: Mail): Promise<void> {
    try {
      await this.transport.sendMail({
        from: this.from,
        to,
        subject: oneLine(subject),
        text,
        messageId: `<${id}@${this.host}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } catch (cause) {
      throw new AppError('SERVICE_UNAVAILABLE', 'The mail server did not take the mail', {
        cause,
        retry: isRefusal(cause) ? 'never' : 'later',
      });
    }
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }
}
