import { AGENT_ENTITIES, AGENT_TABLES, WORKSPACE_LIFE_TABLES } from '@raptor/agent-kit';
import type { ServiceDatabase } from '@raptor/persistence';
import { BUS_TABLES } from '@raptor/raptor-bus';
import { KeywordOpportunityEntity } from './keywords/keyword-opportunity.entity';
import { CreateBusTables1795420000000 } from './migrations/1795420000000-create-bus-tables';
import { CreateOnboarding1795432000000 } from './migrations/1795432000000-create-onboarding';
import { CreateSourceDocuments1795432001000 } from './migrations/1795432001000-create-source-documents';
import { CreateResearchReports1795432002000 } from './migrations/1795432002000-create-research-reports';
import { CreatePersonas1795432003000 } from './migrations/1795432003000-create-personas';
import { CreateKeywordOpportunities1795432004000 } from './migrations/1795432004000-create-keyword-opportunities';
import { CreateWorkspaceLives1795435600000 } from './migrations/1795435600000-create-workspace-lives';
import { CreateAgentTables1795436000000 } from './migrations/1795436000000-create-agent-tables';
import { OnboardingSessionEntity } from './onboarding/onboarding-session.entity';
import { OnboardingStepEntity } from './onboarding/onboarding-step.entity';
import { PersonaEntity } from './personas/persona.entity';
import { ResearchReportEntity } from './reports/research-report.entity';
import { SourceDocumentEntity } from './sources/source-document.entity';

export const researchDatabase: ServiceDatabase = {
  service: 'research',
  tables: {
    onboarding_sessions: 'tenant',
    onboarding_steps: 'tenant',
    source_documents: 'tenant',
    research_reports: 'tenant',
    personas: 'tenant',
    keyword_opportunities: 'tenant',
    ...AGENT_TABLES,
    ...BUS_TABLES,
    ...WORKSPACE_LIFE_TABLES,
  },
  entities: [
    OnboardingSessionEntity,
    OnboardingStepEntity,
    SourceDocumentEntity,
    ResearchReportEntity,
    PersonaEntity,
    KeywordOpportunityEntity,
    ...AGENT_ENTITIES,
  ],
  migrations: [
    CreateBusTables1795420000000,
    CreateOnboarding1795432000000,
    CreateSourceDocuments1795432001000,
    CreateResearchReports1795432002000,
    CreatePersonas1795432003000,
    CreateKeywordOpportunities1795432004000,
    CreateWorkspaceLives1795435600000,
    CreateAgentTables1795436000000,
  ],
};
