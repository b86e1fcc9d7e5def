import type { GatewayConfig } from '../gateway.config';
import { FolderMailer } from './folder-mailer';
import type { Mailer } from './mailer';
import { SmtpMailer, type SmtpTransport } from './smtp-mailer';

/** Of one attempt: the bus tries again. */
const PATIENCE = { connectionTimeout: 3_000, greetingTimeout: 5_000, socketTimeout: 15_000 };

/** What carries mails, as the configuration says: SMTP where there is a server, which production must have, else a folder. */
export async function buildMailer({ mail }: Pick<GatewayConfig, 'mail'>): Promise<Mailer> {
  const { smtpUrl, folder, from } = mail;
  if (smtpUrl !== undefined) return new SmtpMailer(await transportTo(smtpUrl), from);
  return new FolderMailer(folder, from);
}

/** The package is loaded only where it is used. */
async function transportTo(url: string): Promise<SmtpTransport> {
  const { createTransport } = await import('nodemailer');
  const own = { disableFileAccess: true, disableUrlAccess: true };
  return createTransport({ url, pool: true, maxConnections: 2, ...own, ...PATIENCE });
}
