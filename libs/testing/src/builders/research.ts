import { v7 as uuidv7 } from 'uuid';
import { KeywordOpportunityEntity } from '../../../../apps/research-guild/src/keywords/keyword-opportunity.entity';
import { OnboardingSessionEntity } from '../../../../apps/research-guild/src/onboarding/onboarding-session.entity';
import { OnboardingStepEntity } from '../../../../apps/research-guild/src/onboarding/onboarding-step.entity';
import { PersonaEntity } from '../../../../apps/research-guild/src/personas/persona.entity';
import { ResearchReportEntity } from '../../../../apps/research-guild/src/reports/research-report.entity';
import { SourceDocumentEntity } from '../../../../apps/research-guild/src/sources/source-document.entity';
import { everyAgentRow } from './agent-kit';
import { builder } from './builder';
import { aContentHash, anEvidenceId } from './content-hash';

export const anOnboardingSession = builder(OnboardingSessionEntity, () => ({
  company: 'Tally',
  domain: 'tally.example',
  answers: { goal: 'invoices paid sooner' },
  inputsHash: aContentHash(),
}));

/** The first of `sessionId`. */
export const anOnboardingStep = builder(OnboardingStepEntity, () => ({ number: 1, name: 'fundamentals' }));

export const aSourceDocument = builder(SourceDocumentEntity, () => ({
  url: `https://tally.example/${uuidv7()}`,
  kind: 'page',
  contentHash: aContentHash(),
  fetchedAt: new Date(),
  title: 'Pricing',
  text: 'Ten dollars a month.',
}));

export const aResearchReport = builder(ResearchReportEntity, () => ({
  agentCode: 'RES-001',
  subject: 'the market for invoicing tools',
  findings: { size: 4_000_000 },
  evidenceIds: [anEvidenceId()],
  confidence: 0.7,
}));

export const aPersona = builder(PersonaEntity, () => ({
  name: `Freelance designer ${uuidv7()}`,
  narrative: 'Works alone and waits for money.',
  quotes: [{ text: 'I spend Sundays on invoices.', evidenceId: anEvidenceId() }],
}));

export const aKeywordOpportunity = builder(KeywordOpportunityEntity, () => ({
  keyword: `invoice template ${uuidv7()}`,
  intent: 'transactional',
  gapScore: 0.4,
  evidenceId: anEvidenceId(),
}));

/** One row of every table of the research guild, in an order in which they can be written. */
export function everyResearchRow(workspaceId: string): object[] {
  const session = anOnboardingSession({ workspaceId });
  const source = aSourceDocument({ workspaceId });
  return [
    session,
    anOnboardingStep({ workspaceId, sessionId: session.id }),
    source,
    aResearchReport({ workspaceId }),
    aPersona({ workspaceId, sourceIds: [source.id] }),
    aKeywordOpportunity({ workspaceId }),
    ...everyAgentRow('research', workspaceId),
  ];
}
