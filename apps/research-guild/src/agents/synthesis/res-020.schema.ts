import { CAMPAIGN_CHANNELS, OBJECTIVE_TYPES } from '@raptor/contracts';
import { z } from 'zod';
import { finding } from '../../craft/synthesis/finding';

export const synthesisTask = z.object({
  goal: z.string().min(1).max(2_000).describe('What it is all for'),
  objective: z.enum(OBJECTIVE_TYPES).describe('What it is to move'),
  channels: z.array(z.enum(CAMPAIGN_CHANNELS)).max(14).describe('Where it is to appear'),
  reports: z
    .array(
      z.object({
        agentCode: z
          .string()
          .regex(/^RES-\d{3}$/)
          .describe('Who wrote it'),
        output: z.record(z.string(), z.unknown()).describe('What it says'),
        evidence: z
          .array(
            z.object({
              id: z.string().describe('Its id'),
              url: z.string().optional().describe('Where it was read'),
              title: z.string().optional().describe('What it is from'),
            }),
          )
          .max(200)
          .describe('What it rests on'),
      }),
    )
    .min(1)
    .max(20)
    .describe('What research has found'),
});

export const synthesisAnswer = z.object({
  summary: z.string().min(1).max(1_000).describe('What all of it comes to'),
  findings: z.array(finding).max(1_000).describe('One statement each, with what it rests on'),
  coverage: z
    .array(
      z.object({
        agentCode: z.string().describe('Whose report'),
        findings: z.number().int().min(0).describe('How many findings came of it'),
        isRead: z.boolean().describe('Whether such reports can be read'),
      }),
    )
    .describe('What each report gave'),
  gaps: z.array(z.string()).describe('What nothing was found about'),
});
