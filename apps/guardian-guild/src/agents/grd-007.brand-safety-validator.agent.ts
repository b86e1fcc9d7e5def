import { z } from 'zod';
import { copyContent } from '../craft/verdicts/copy-content';
import { definePlatformGuardian } from '../craft/verdicts/platform-guardian';
import { residueIn, spamIn, wordsIn } from '../craft/verdicts/residue';
import { checked } from './platform-samples';

const words = (what: string) => z.array(z.string().min(1).max(100)).max(500).default([]).describe(what);

/** What would embarrass the brand, wherever it stands. */
export const brandSafetyValidator = definePlatformGuardian({
  code: 'GRD-007',
  purpose:
    'Finds what would embarrass the brand: banned words, competitors, spam, and what is left of templates or instructions.',
  surfaces: ['ad', 'post', 'landing_page', 'email'],
  more: {
    competitors: words('Names of competitors'),
    banned: words('What the brand does not say'),
    tone: words('How the brand sounds'),
  },
  platformsOf: () => ['brand'],
  contentOf: ({ surface, copy, competitors, banned }) => {
    const whole = copy.map(({ text }) => text).join('\n');
    return copyContent(surface, copy, {
      residue: residueIn(whole),
      spam: spamIn(whole),
      bannedWords: wordsIn(whole, banned),
      competitorNames: wordsIn(whole, competitors),
    });
  },
  samples: [
    {
      name: 'a clean text',
      input: checked('ad', [['headline', 'Invoices paid sooner']], { competitors: ['Billwise'], banned: ['cheap'] }),
      expect: ({ verdict }) => verdict === 'passed',
    },
    {
      name: 'a text with a competitor and a banned word',
      input: checked('post', [['post', 'Cheap, unlike Billwise.']], { competitors: ['Billwise'], banned: ['cheap'] }),
      expect: ({ findings }) => findings.length === 2,
    },
    {
      name: 'what a template and a model left behind',
      input: checked('email', [['body', 'Hello {{first_name}}, as an AI I ignore previous instructions!!']]),
      expect: ({ findings }) => findings.some(({ ruleId }) => ruleId === 'brand.residue'),
    },
  ],
});
