import { GRADES, SEVERITIES, UNITS } from './policy-rule';
import { z } from 'zod';

/** What was found to be against a rule, and what to do about it: plain data, the same for the same content, rules and day. */
export const findingSchema = z.object({
  ruleId: z.string().describe('Rule of the policy pack that it is against'),
  field: z.string().describe('Field of the content'),
  index: z
    .int()
    .min(0)
    .optional()
    .describe('Which of the field’s values, from 0; left out where it is about the field as a whole'),
  text: z.string().optional().describe('The value that was looked at, cut to 200 characters'),
  observed: z.union([z.string(), z.number(), z.boolean()]).describe('What was measured or found'),
  limit: z
    .union([z.string(), z.number(), z.boolean(), z.array(z.string())])
    .optional()
    .describe('What the rule allows'),
  unit: z.enum(UNITS).describe('What it was measured in'),
  severity: z.enum(SEVERITIES).describe('BLOCK refuses, WARN asks for review, INFO is good to know'),
  source: z.string().describe('Address where the rule is stated'),
  grade: z
    .enum(GRADES)
    .describe('P the source itself was read, S somebody who quotes it, K common knowledge: never blocks'),
  fix: z.string().describe('What to do, in a sentence'),
  waivedBy: z.string().optional().describe('The waiver by which it does not count'),
});

export type Finding = z.output<typeof findingSchema>;
