import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@raptor/platform';
import { Mailer, type Mail } from './mailer';
import { messageOf } from './rfc822';

/** For development: mails are files in a folder, `<id>.eml`, which any mail program opens. Nobody gets them. */
export class FolderMailer extends Mailer {
  constructor(
    private readonly folder: string,
    private readonly from: string,
  ) {
    super();
  }

  async send(mail: Mail): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      const path = join(this.folder, `${mail.id}.eml`);
      await writeFile(`${path}.part`, messageOf(mail, this.from, new Date()), { mode: 0o600 });
      await rename(`${path}.part`, path);
    } catch (cause) {
      throw new AppError('SERVICE_UNAVAILABLE', 'The folder of mails cannot be written to', { cause });
    }
  }
}
