import { copyContent } from '../craft/verdicts/copy-content';
import { definePlatformGuardian } from '../craft/verdicts/platform-guardian';
import { checked } from './platform-samples';

const PLATFORM = { x_post: 'x', email: 'email', web_page: 'web' } as const;

const UNSUBSCRIBE = /\bunsubscribe\b|\bopt out\b|\babmelden\b/i;

export const platformSafetyAndInclusionValidator = definePlatformGuardian({
  code: 'GRD-008',
  purpose: 'Checks posts for X, e-mails and web pages against the rules of their platforms and of mail law.',
  surfaces: ['x_post', 'email', 'web_page'],
  more: {},
  platformsOf: (surface) => [PLATFORM[surface]],
  contentOf: ({ surface, copy, postalAddress: address }) => {
    const bodies = copy.filter(({ field }) => field === 'body').map(({ text }) => text);
    const isInAll = (is: (body: string) => boolean): boolean => bodies.length > 0 && bodies.every(is);
    return copyContent(surface, copy, {
      ...(address !== undefined && isInAll((body) => body.includes(address)) && { postalAddress: address }),
      ...(isInAll((body) => UNSUBSCRIBE.test(body)) && { unsubscribe: 'in the body' }),
    });
  },
  samples: [
    {
      name: 'a post that X weighs at 280',
      input: checked('x_post', [
        ['post', `${'a'.repeat(256)} https://tally.example/a/very/long/address/that/weighs/23`],
      ]),
      expect: ({ verdict }) => verdict === 'passed',
    },
    {
      name: 'a mail without an address',
      input: checked('email', [
        ['subject', 'Invoices paid sooner'],
        ['body', 'Hello. Unsubscribe at any time.'],
      ]),
      expect: ({ verdict, findings }) => verdict === 'rejected' && findings[0]?.ruleId === 'mail.canspam.address',
    },
    {
      name: 'a mail that says all it must',
      input: checked(
        'email',
        [
          ['subject', 'Invoices paid sooner'],
          ['body', 'Hello. Unsubscribe at any time. Tally, 1 Dock Street, Bremen'],
        ],
        { postalAddress: '1 Dock Street, Bremen' },
      ),
      expect: ({ verdict }) => verdict === 'passed',
    },
  ],
});
