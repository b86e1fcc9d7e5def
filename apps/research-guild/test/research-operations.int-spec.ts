import { inWorkspace } from '@raptor/agent-kit';
import {
  ListKeywords,
  ListPersonas,
  ListResearchReports,
  ReadEvidence,
  type EvidenceResponse,
  type KeywordPage,
  type MessageClass,
  type PersonaPage,
  type ResearchReportPage,
} from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { AppError, startService, type RunningService } from '@raptor/platform';
import { RaptorBus } from '@raptor/raptor-bus';
import { aKeyPrefix, cloneDatabase, serviceEnvironment, type ClonedDatabase } from '@raptor/testing';
import {
  aContentHash,
  aKeywordOpportunity,
  aPersona,
  aResearchReport,
  plant,
  someAgentEvidence,
} from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { researchConfig } from '../src/research.config';
import { ResearchModule } from '../src/research.module';

const BY = { type: 'system', id: 'test' } as const;

describe('the research guild is asked', () => {
  let clone: ClonedDatabase;
  let research: RunningService;
  let workspaceId: string;

  const ask = <Answer>(message: MessageClass, payload: object = {}): Promise<Answer> =>
    inWorkspace(workspaceId, { type: 'user', id: uuidv7(), role: 'viewer' }, () =>
      research.app.get(RaptorBus).ask<Answer>(Object.assign(new message(), payload), {
        to: 'research',
        deadline: Date.now() + 20_000,
      }),
    );
  const planted = (...rows: object[]): Promise<void> =>
    research.app.get(Database).withTenant(workspaceId, BY, (tx) => plant(tx, ...rows));

  beforeAll(async () => {
    clone = await cloneDatabase();
    const environment = serviceEnvironment('research', clone, aKeyPrefix());
    research = await startService(ResearchModule, researchConfig, { environment });
  });

  afterAll(async () => {
    await research.stop();
    await clone.drop();
  });

  beforeEach(() => {
    workspaceId = uuidv7();
  });

  it('what was found out', async () => {
    const campaignId = uuidv7();
    const report = aResearchReport({ workspaceId, campaignId });
    await planted(report, aResearchReport({ workspaceId }));
    const { items } = await ask<ResearchReportPage>(ListResearchReports, { campaign_id: campaignId });
    expect(items).toMatchObject([{ id: report.id, agent_code: report.agentCode, findings: report.findings }]);
  });

  it('who the customers are, and what they search for', async () => {
    const keyword = (intent: 'commercial' | 'informational', gapScore: number) =>
      aKeywordOpportunity({ workspaceId, keyword: `${intent} ${gapScore}`, intent, gapScore });
    await planted(
      aPersona({ workspaceId, name: 'Freelancer' }),
      keyword('commercial', 0.2),
      keyword('commercial', 0.9),
    );
    await planted(keyword('informational', 0.5));
    expect((await ask<PersonaPage>(ListPersonas, { sort: 'name' })).items.map(({ name }) => name)).toEqual([
      'Freelancer',
    ]);
    const { items } = await ask<KeywordPage>(ListKeywords, { intent: 'commercial', sort: '-gap_score' });
    expect(items.map(({ gap_score: gap }) => gap)).toEqual([0.9, 0.2]);
  });

  it('what a claim rests on, within the workspace', async () => {
    const contentHash = aContentHash();
    const id = `research:${contentHash}` as const;
    const url = 'https://tally.example/';
    await planted(
      someAgentEvidence({ workspaceId, contentHash, url, title: 'Tally', text: 'Invoices paid sooner', tainted: true }),
    );
    expect(await ask<EvidenceResponse>(ReadEvidence, { id })).toMatchObject({
      ...{ id, kind: 'page', url, text: 'Invoices paid sooner', is_whole: true, tainted: true },
    });
    workspaceId = uuidv7();
    const outcome = await ask(ReadEvidence, { id }).catch((error: unknown) => error);
    expect(AppError.is(outcome, 'RESOURCE_NOT_FOUND')).toBe(true);
  });
});
