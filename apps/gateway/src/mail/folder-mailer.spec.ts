import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildMailer } from './build-mailer';
import { FolderMailer } from './folder-mailer';

const MAIL = { id: 'mail-1', to: 'ada@company.example', subject: 'Hello', text: 'one' };

describe('mails in a folder', () => {
  let home: string;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'raptor-mails-'));
  });

  afterAll(() => rm(home, { recursive: true, force: true }));

  it('are a file each, which nobody else reads, and one when a mail comes twice', async () => {
    const folder = join(home, 'not', 'there', 'yet');
    const mailer = new FolderMailer(folder, 'no-reply@raptor.example');
    await mailer.send(MAIL);
    await mailer.send(MAIL);
    expect(await readdir(folder)).toEqual(['mail-1.eml']);
    expect(await readFile(join(folder, 'mail-1.eml'), 'utf8')).toContain('To: ada@company.example');
    expect((await stat(join(folder, 'mail-1.eml'))).mode & 0o777).toBe(0o600);
  });

  it('are tried again where the folder cannot be had', async () => {
    const path = join(home, 'a-file');
    await writeFile(path, '');
    const sending = new FolderMailer(path, 'no-reply@raptor.example').send(MAIL);
    await expect(sending).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', retry: 'later' });
  });

  it('are where they go without a server', async () => {
    const mail = { from: 'x@raptor.example', folder: home, smtpUrl: undefined, perAddressAndHour: 1, publicUrl: '' };
    expect(await buildMailer({ mail })).toBeInstanceOf(FolderMailer);
  });
});
