import { encodedHeader, messageOf, oneLine } from './rfc822';

const mail = { id: 'mail-1', to: 'ada@company.example', subject: 'Hello', text: 'one\ntwo' };

describe('a mail as it travels', () => {
  it('has its headers, an empty line and its text', () => {
    const text = messageOf(mail, 'Raptor <no-reply@raptor.example>', new Date(0));
    const [head, body] = text.split('\r\n\r\n');
    expect(head!.split('\r\n')).toEqual(
      expect.arrayContaining([
        'From: Raptor <no-reply@raptor.example>',
        'To: ada@company.example',
        'Subject: Hello',
        'Date: Thu, 01 Jan 1970 00:00:00 +0000',
        'Message-ID: <mail-1@raptor.example>',
      ]),
    );
    expect(body).toBe('one\r\ntwo\r\n');
  });

  it('gets no header by a name with line breaks in it', () => {
    const subject = 'Join Acme\r\nBcc: everybody@company.example\u2028\u0000';
    const head = messageOf({ ...mail, subject }, 'no-reply@raptor.example', new Date()).split('\r\n\r\n')[0]!;
    expect(head.split('\r\n').filter((line) => line.startsWith('Bcc'))).toEqual([]);
    expect(oneLine(subject)).toBe('Join Acme Bcc: everybody@company.example');
  });

  it('says in its subject what is not ASCII, in words of at most 75 characters', () => {
    const subject = 'Grüße von Пример 日本語 👩‍👩‍👧 '.repeat(4).trim();
    const words = encodedHeader(subject).split('\r\n ');
    for (const word of words) expect(word.length).toBeLessThanOrEqual(75);
    const decoded = words.map((word) => Buffer.from(word.slice(10, -2), 'base64').toString('utf8')).join('');
    expect(decoded).toBe(subject);
  });
});
