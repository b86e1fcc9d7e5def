import type { Mail } from './mailer';

/** Whatever could end a header line, or is seen by nobody. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const MOST_BYTES_OF_A_WORD = 45;

/** One line, whatever a name of a person or a workspace is made of. */
export const oneLine = (text: string): string => text.replaceAll(CONTROLS, ' ').trim();

/** Header text that is not ASCII, as encoded words. RFC 2047. */
export function encodedHeader(text: string): string {
  const line = oneLine(text);
  if (/^[\x20-\x7e]*$/.test(line)) return line;
  const words: string[] = [];
  let word = '';
  for (const character of line) {
    if (Buffer.byteLength(word + character) > MOST_BYTES_OF_A_WORD) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((part) => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`).join('\r\n ');
}

/** A mail as it travels. RFC 5322. */
export function messageOf(mail: Mail, from: string, at: Date): string {
  const host = /@([\w.-]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return [
    `From: ${oneLine(from)}`,
    `To: ${oneLine(mail.to)}`,
    `Subject: ${encodedHeader(mail.subject)}`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${mail.id}@${host}>`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    mail.text.replaceAll(/\r?\n/g, '\r\n'),
    '',
  ].join('\r\n');
}
