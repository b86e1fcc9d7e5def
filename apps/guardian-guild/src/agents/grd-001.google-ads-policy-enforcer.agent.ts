import { defineAgent } from '@raptor/agent-kit';
import { contentHashOf } from '@raptor/policy-packs';
import { z } from 'zod';
import { circumstances } from '../craft/verdicts/circumstances';
import { contentOf, googleAd } from '../craft/verdicts/google-ad';
import { VERDICT_KEPT_MS, evaluateFor, inconsistencies, judge, judgement, rulesOf } from '../craft/verdicts/judge';
import { GOOGLE_ADS_SAMPLES } from './grd-001.samples';

const input = z.object({ ...googleAd, ...circumstances });
const output = z.object(judgement);

/** What the verdict holds for: the ad, and neither its day nor its places nor what people have waived. */
const hashOf = ({
  day: _day,
  jurisdictions: _places,
  brand: _brand,
  waivers: _waivers,
  ...ad
}: z.output<typeof input>): string => contentHashOf(ad);

/** Rules decide alone: limits, widths, images and editorial rules of Google Ads are exact. */
export const googleAdsPolicyEnforcer = defineAgent({
  code: 'GRD-001',
  name: 'Google Ads Policy Enforcer',
  guild: 'guardian',
  tier: 'none',
  purpose:
    'Checks search, Performance Max and display ads against the rules of Google Ads and says how to mend each fault.',
  input,
  output,
  floor: (task) => judge(evaluateFor(contentOf(task), 'google_ads', task), hashOf(task), task),
  check: (answer, task) => inconsistencies(answer, hashOf(task), task),
  cache: { ttlMs: VERDICT_KEPT_MS, key: (task) => ({ task, rules: rulesOf('google_ads') }) },
  samples: GOOGLE_ADS_SAMPLES,
});
