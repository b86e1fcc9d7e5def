import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '@raptor/testing';
import type { Fleet } from './fleet';

/** What was mailed to an address, oldest first. */
export async function mailsTo({ environment }: Fleet, email: string): Promise<string[]> {
  const folder = String(environment.MAIL_FOLDER);
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml')).sort();
  const mails = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return mails.filter((mail) => mail.includes(`\r\nTo: ${email}\r\n`));
}

/** The newest of so many mails to an address, as soon as they are there. */
export const mailTo = (fleet: Fleet, email: string, count = 1): Promise<string> =>
  eventually(async () => {
    const mails = await mailsTo(fleet, email);
    expect(mails).toHaveLength(count);
    return mails.at(-1) ?? '';
  });

export const subjectOf = (mail: string): string => /^Subject: (.*)$/m.exec(mail)?.[1]?.trim() ?? '';

/** The token of the link in a mail. */
export const tokenIn = (mail: string): string => /#token=([\w.-]+)/.exec(mail)?.[1] ?? '';
