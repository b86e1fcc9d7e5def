import { copyContent } from '../craft/verdicts/copy-content';
import { definePlatformGuardian } from '../craft/verdicts/platform-guardian';
import { checked } from './platform-samples';

export const metaAdsPolicyEnforcer = definePlatformGuardian({
  code: 'GRD-003',
  purpose: 'Checks ads and posts for Facebook and Instagram against the rules of Meta.',
  surfaces: ['ad', 'post'],
  more: {},
  platformsOf: () => ['meta'],
  contentOf: ({ surface, copy }) => copyContent(surface, copy),
  samples: [
    {
      name: 'an ad within all limits',
      input: checked('ad', [
        ['primary_text', 'Invoices paid sooner.'],
        ['headline', 'Paid sooner'],
      ]),
      expect: ({ verdict }) => verdict === 'passed',
    },
    {
      name: 'a headline that is cut off',
      input: checked('ad', [['headline', 'An invoice that writes itself and reminds your clients']]),
      expect: ({ findings }) => findings.some(({ ruleId }) => ruleId === 'meta.ad.headline.visible'),
    },
    {
      name: 'a text that says what the reader is',
      input: checked('post', [['post', 'Are you broke? We help.']]),
      expect: ({ verdict }) => verdict === 'needs_review',
    },
  ],
});
