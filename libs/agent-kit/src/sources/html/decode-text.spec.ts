import { decodeText } from './decode-text';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('the text of bytes', () => {
  it.each([
    ['UTF-8 without a word', Buffer.from('Grüße'), '', 'Grüße'],
    ['windows-1252 without a word', latin1('Gr\u00fc\u00dfe \u0080'), '', 'Grüße €'],
    ['what the header says', latin1('\u00a4'), 'text/html; charset="iso-8859-15"', '€'],
    ['a byte order mark before the header', Buffer.from('\ufeffé'), 'text/html; charset=latin1', 'é'],
    ['UTF-16 with its mark', Buffer.from('\ufeffhé', 'utf16le'), '', 'hé'],
    ['what the page says', latin1('<meta charset=windows-1251>\u00cf'), 'text/html', '<meta charset=windows-1251>П'],
    [
      'what the page says in the old way',
      latin1('<META http-equiv=Content-Type content="text/html; charset=koi8-r">\u00f0'),
      '',
      '<META http-equiv=Content-Type content="text/html; charset=koi8-r">П',
    ],
    [
      'the header before the page',
      Buffer.from('<meta charset=koi8-r>é'),
      'text/html;charset=utf-8',
      '<meta charset=koi8-r>é',
    ],
    [
      'an XML declaration',
      latin1('<?xml version="1.0" encoding="ISO-8859-2"?>\u00b1'),
      '',
      '<?xml version="1.0" encoding="ISO-8859-2"?>ą',
    ],
    ['a page that cannot be in UTF-16', Buffer.from('<meta charset=utf-16>é'), '', '<meta charset=utf-16>é'],
    ['a name that nobody knows', Buffer.from('é'), 'text/html; charset=klingon', 'é'],
    ['broken UTF-8 that says it is', Buffer.from([0x61, 0xff, 0x62]), 'text/html; charset=utf-8', 'a\ufffdb'],
    ['nothing', Buffer.alloc(0), '', ''],
  ])('%s', (_what, bytes, contentType, text) => {
    expect(decodeText(bytes, contentType)).toBe(text);
  });
});
