import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { buildMailer } from './build-mailer';
import type { Mailer } from './mailer';
import { SmtpMailer } from './smtp-mailer';

const MAIL = {
  id: 'mail-1',
  to: 'ada@company.example',
  subject: 'Grüße\r\nBcc: eve@company.example',
  text: 'one\n.\ntwo',
};

/** As much of a mail server as a mail needs. It says `refusal` in place of taking the next recipient. */
class MailServer {
  readonly taken: string[] = [];
  refusal: string | undefined;
  private readonly server: Server = createServer((socket) => this.serve(socket));

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): Promise<unknown> {
    return new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    let waiting = '';
    let isMail = false;
    const say = (text: string): boolean => socket.write(`${text}\r\n`);
    say('220 test');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      waiting += chunk.toString('latin1');
      for (;;) {
        const end = waiting.indexOf(isMail ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const part = waiting.slice(0, end);
        waiting = waiting.slice(end + (isMail ? 5 : 2));
        if (isMail) this.taken.push(part);
        say(isMail ? '250 taken' : this.answerTo(part));
        isMail = !isMail && part.toUpperCase() === 'DATA';
      }
    });
  }

  private answerTo(command: string): string {
    const { refusal } = this;
    if (refusal !== undefined && command.startsWith('RCPT')) {
      this.refusal = undefined;
      return refusal;
    }
    return command.toUpperCase() === 'DATA' ? '354 go on' : '250 well';
  }
}

describe('mail by SMTP', () => {
  const server = new MailServer();
  let mailer: Mailer;

  beforeAll(async () => {
    const smtpUrl = await server.open();
    const mail = {
      from: 'Raptor <no-reply@raptor.example>',
      folder: 'none',
      smtpUrl,
      perAddressAndHour: 1,
      publicUrl: '',
    };
    mailer = await buildMailer({ mail });
  });

  afterAll(async () => {
    (mailer as SmtpMailer).onApplicationShutdown();
    await server.close();
  });

  it('reaches the server, with its own id and no header that its subject would add', async () => {
    await mailer.send(MAIL);
    const [taken] = server.taken;
    expect(taken).toMatch(/^From: Raptor <no-reply@raptor\.example>\r$/m);
    expect(taken).toMatch(/^To: ada@company\.example\r$/m);
    expect(taken).toMatch(/^Message-ID: <mail-1@raptor\.example>\r$/m);
    expect(taken).not.toMatch(/^Bcc/im);
  });

  it('that the server refuses for good is not tried again, and what it puts off is', async () => {
    server.refusal = '550 nobody of that name';
    await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', retry: 'never' });
    server.refusal = '451 come back later';
    await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', retry: 'later' });
    await mailer.send(MAIL);
    expect(server.taken).toHaveLength(2);
  });
});
