import { RISKS } from '@raptor/contracts';
import { z } from 'zod';

const text = z.string().max(5_000);

export const gateTask = z.object({
  assets: z
    .array(
      z.object({
        assetId: z.string().describe('Which asset'),
        version: z.number().int().min(1).describe('Which version'),
        contentHash: z.string().describe('What the decision holds for'),
        channel: z.string().describe('Where it is to appear'),
        required: z.array(z.string()).default([]).describe('Guardians that must have looked at it'),
        verdicts: z
          .array(
            z.object({
              agentCode: z.string().describe('Who'),
              verdict: z.string().describe('What they say'),
              findings: z
                .array(
                  z.object({
                    ruleId: z.string().describe('Which rule'),
                    severity: z.string().describe('How grave'),
                    message: text.describe('What to do'),
                  }),
                )
                .describe('Why'),
            }),
          )
          .describe('What guardians say'),
        reviews: z
          .array(z.object({ agentCode: z.string().describe('Who'), score: z.number().describe('1 to 10') }))
          .default([])
          .describe('What the panel scored'),
        claims: z
          .array(
            z.object({
              claim: text.describe('What is claimed'),
              state: z.string().describe('supported, unsupported, waived'),
              kind: z.string().optional().describe('What kind of claim'),
            }),
          )
          .default([])
          .describe('What it claims'),
        links: z
          .array(
            z.object({ url: z.string().describe('Where'), status: z.number().nullable().describe('What it answers') }),
          )
          .default([])
          .describe('Where it leads'),
        isRunAccepted: z.boolean().describe('Whether the run that wrote it was accepted'),
      }),
    )
    .min(1)
    .max(200)
    .describe('What wants to leave'),
  workspacePolicy: z
    .object({ autoApproveLow: z.boolean().describe('Low risk needs no person') })
    .describe('What the workspace lets a policy decide'),
});

export const gateAnswer = z.object({
  decisions: z
    .array(
      z.object({
        assetId: z.string().describe('Which asset'),
        contentHash: z.string().describe('What it holds for'),
        gate: z.enum(['open', 'closed']).describe('Whether it may go before people'),
        risk: z.enum(RISKS).describe('What may happen'),
        approvalBy: z.enum(['policy', 'operator', 'admin']).describe('Who may say yes'),
        reasons: z.array(z.string()).describe('Why'),
        dissent: z
          .array(z.object({ by: z.string().describe('Who'), opinion: z.string().describe('What they thought') }))
          .describe('Who thought otherwise'),
      }),
    )
    .describe('One for each asset, in the order asked'),
});
