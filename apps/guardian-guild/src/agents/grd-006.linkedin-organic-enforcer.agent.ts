import { copyContent } from '../craft/verdicts/copy-content';
import { definePlatformGuardian } from '../craft/verdicts/platform-guardian';
import { checked } from './platform-samples';

export const linkedinOrganicEnforcer = definePlatformGuardian({
  code: 'GRD-006',
  purpose: 'Checks posts for LinkedIn against its limits.',
  surfaces: ['post'],
  more: {},
  platformsOf: () => ['linkedin'],
  contentOf: ({ surface, copy }) => copyContent(surface, copy),
  samples: [
    {
      name: 'a post',
      input: checked('post', [['post', 'Invoices paid sooner. #Tally']]),
      expect: ({ verdict }) => verdict === 'passed',
    },
    {
      name: 'a post of 3,001 characters',
      input: checked('post', [['post', 'a'.repeat(3_001)]]),
      expect: ({ verdict, findings }) => verdict === 'rejected' && findings[0]?.ruleId === 'li.post',
    },
    {
      name: 'a post with too many hashtags',
      input: checked('post', [['post', '#one #two #three #four #five #six']]),
      expect: ({ findings }) => findings.some(({ ruleId }) => ruleId === 'li.post.hashtags'),
    },
  ],
});
