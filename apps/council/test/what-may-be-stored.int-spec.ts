import {
  aCampaign,
  aCampaignCohort,
  aCohort,
  aMessageArchitecture,
  anAgent,
  anApproval,
  anAssignment,
  anEmergencyAction,
  aPositioning,
  aQuest,
  aSimulation,
  aWarBrief,
  everyCouncilRow,
  someUserStats,
} from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { CampaignCohortsRepository } from '../src/campaigns/campaign-cohorts.repository';
import { EmergencyActionsRepository } from '../src/emergency/emergency-actions.repository';
import { CampaignQuestsRepository } from '../src/planning/campaign-quests.repository';
import { PositioningRepository } from '../src/positioning/positioning.repository';
import { openCouncilDatabase, type CouncilDatabase } from './support/council-database';

describe('what may be stored', () => {
  let database: CouncilDatabase;
  let workspaceId: string;

  beforeAll(async () => {
    database = await openCouncilDatabase();
  });

  afterAll(() => database.close());

  beforeEach(() => {
    workspaceId = uuidv7();
  });

  it('a row of every table, in two workspaces', async () => {
    for (const each of [workspaceId, uuidv7()]) {
      const rows = everyCouncilRow(each);
      await database.plant(each, ...rows);
      expect(new Set(rows.map(({ constructor }) => constructor)).size).toBe(24);
    }
  });

  const criteria = (...weights: unknown[]) =>
    aCohort({ workspaceId, decisionCriteria: weights.map((weight) => ({ criterion: 'c', weight })) as never });
  const journey = (shares: object) => aCohort({ workspaceId, journeyDistribution: shares });

  const good: [string, () => object][] = [
    ['weights that sum to 1 but for rounding', () => criteria(0.333, 0.333, 0.3335)],
    ['no weights yet', () => criteria()],
    ['a journey of one stage', () => journey({ unaware: 1 })],
    ['an unknown journey', () => journey({})],
  ];

  it.each(good)('%s', async (_what, row) => {
    await database.plant(workspaceId, row());
  });

  const bad: [string, () => object, RegExp][] = [
    ['weights that do not sum to 1', () => criteria(0.5, 0.4), /cohorts_decision_criteria_check/],
    ['a weight below 0', () => criteria(1.5, -0.5), /cohorts_decision_criteria_check/],
    ['a weight that is null', () => criteria(1, null), /cohorts_decision_criteria_check/],
    ['a weight that is missing', () => criteria(1, undefined), /does not contain key/],
    ['a weight that is no number', () => criteria('much'), /invalid input syntax/],
    ['a journey that does not sum to 1', () => journey({ unaware: 0.5 }), /cohorts_journey_distribution_check/],
    ['a stage that there is not', () => journey({ in_love: 1 }), /cohorts_journey_distribution_check/],
    ['a health beyond 1', () => aCohort({ workspaceId, healthScore: 1.1 }), /cohorts_health_score_check/],
    [
      'a campaign that ends before it starts',
      () => aCampaign({ workspaceId, startDate: '2026-03-02', endDate: '2026-03-01' }),
      /campaigns_dates_check/,
    ],
    [
      'a campaign that has ended at no time',
      () => aCampaign({ workspaceId, status: 'completed' }),
      /campaigns_end_check/,
    ],
    [
      'a target of what is not known',
      () => aCampaign({ workspaceId, objectiveMetric: null }),
      /campaigns_objective_check/,
    ],
    ['a target that is no number', () => aCampaign({ workspaceId, targetValue: NaN }), /campaigns_target_value_check/],
    [
      "a campaign's brief without its campaign",
      () => aWarBrief({ workspaceId, briefType: 'campaign' }),
      /war_briefs_campaign_check/,
    ],
    [
      'a running assignment that nobody has',
      () => anAssignment({ workspaceId, state: 'running' }),
      /agent_assignments_lease_check/,
    ],
    [
      'a completed assignment without output',
      () => anAssignment({ workspaceId, state: 'completed', finishedAt: new Date() }),
      /agent_assignments_output_check/,
    ],
    ['an agent that cannot be', () => anAgent({ workspaceId, code: 'MUSE-1' }), /agents_code_check/],
    ['an approval by nobody', () => anApproval({ workspaceId, state: 'approved' }), /approvals_decision_check/],
    [
      'an approval of no hash',
      () => anApproval({ workspaceId, contentHash: 'latest' }),
      /approvals_content_hash_check/,
    ],
    [
      'a stop of one agent that names everything',
      () => anEmergencyAction({ workspaceId, target: '*' }),
      /emergency_actions_target_check/,
    ],
  ];

  it.each(bad)('not %s', async (_what, row, why) => {
    await expect(database.plant(workspaceId, row())).rejects.toThrow(why);
  });

  it('not a proof point without evidence', async () => {
    const cohort = aCohort({ workspaceId });
    const positioning = aPositioning({ workspaceId, cohortId: cohort.id });
    await database.plant(workspaceId, cohort, positioning);
    for (const evidenceId of [undefined, '', 7]) {
      const messages = aMessageArchitecture({
        workspaceId,
        positioningId: positioning.id,
        proofPoints: [{ claim: 'Sooner', evidenceId: evidenceId as string }],
      });
      await expect(database.plant(workspaceId, messages)).rejects.toThrow(/message_architecture_proof_points_check/);
    }
  });

  it('not a split that leaves something out, nor an interval beside its mean', async () => {
    const campaign = aCampaign({ workspaceId });
    await database.plant(workspaceId, campaign);
    const simulation = { workspaceId, campaignId: campaign.id };
    const split = database.plant(workspaceId, aSimulation({ ...simulation, allocation: { email: 0.5 } }));
    await expect(split).rejects.toThrow(/strategy_simulations_allocation_check/);
    const interval = database.plant(workspaceId, aSimulation({ ...simulation, mean: 200 }));
    await expect(interval).rejects.toThrow(/strategy_simulations_interval_check/);
  });

  const twice: [string, () => [object, object], RegExp][] = [
    [
      'a campaign of the same name',
      () => [aCampaign({ workspaceId, name: 'n' }), aCampaign({ workspaceId, name: 'n' })],
      /campaigns_workspace_id_name_key/,
    ],
    ['an agent', () => [anAgent({ workspaceId }), anAgent({ workspaceId })], /agents_workspace_id_code_key/],
  ];

  it.each(twice)('not %s twice', async (_what, rows, why) => {
    await expect(database.plant(workspaceId, ...rows())).rejects.toThrow(why);
  });

  it('one active positioning of a cohort, whoever is made active at once', async () => {
    const positionings = new PositioningRepository();
    const cohort = aCohort({ workspaceId });
    const tried = Array.from({ length: 6 }, () => aPositioning({ workspaceId, cohortId: cohort.id }));
    await database.plant(workspaceId, cohort, ...tried);
    await Promise.all(tried.map(({ id }) => database.in(workspaceId, (tx) => positionings.activate(tx, id))));
    const active = await database.in(workspaceId, (tx) => positionings.list(tx, {}, { isActive: true }));
    expect(active.items).toHaveLength(1);
    const second = aPositioning({ workspaceId, cohortId: cohort.id, isActive: true });
    await expect(database.plant(workspaceId, second)).rejects.toThrow(/positioning_active_key/);
  });

  it('one quest that a campaign follows', async () => {
    const quests = new CampaignQuestsRepository();
    const campaign = aCampaign({ workspaceId });
    const [old, next] = [1, 2].map(() => aQuest({ workspaceId, campaignId: campaign.id }));
    await database.plant(workspaceId, campaign, old!, next!);
    for (const { id } of [old!, next!]) await database.in(workspaceId, (tx) => quests.activate(tx, id));
    expect(await database.in(workspaceId, (tx) => quests.activeOf(tx, campaign.id))).toMatchObject({ id: next!.id });
    expect(await database.in(workspaceId, (tx) => quests.get(tx, old!.id))).toMatchObject({ status: 'superseded' });
  });

  it('cohorts that share what a campaign has and no more, however many are added at once', async () => {
    const shares = new CampaignCohortsRepository();
    const campaign = aCampaign({ workspaceId });
    const cohorts = Array.from({ length: 5 }, () => aCohort({ workspaceId }));
    await database.plant(workspaceId, campaign, ...cohorts);
    const attach = (cohortId: string) =>
      database.in(workspaceId, (tx) =>
        shares.attach(tx, { id: uuidv7(), campaignId: campaign.id, cohortId, allocationPercentage: 40 }),
      );
    const attached = await Promise.all(cohorts.map(({ id }) => attach(id)));
    expect(attached.filter(Boolean)).toHaveLength(2);
    const none = aCampaignCohort({
      workspaceId,
      campaignId: campaign.id,
      cohortId: cohorts[0]!.id,
      allocationPercentage: 0,
    });
    await expect(database.plant(workspaceId, none)).rejects.toThrow(/campaign_cohorts_allocation_percentage_check/);
  });

  it('one stop of a target at a time', async () => {
    const stops = new EmergencyActionsRepository();
    const start = () =>
      database.in(workspaceId, (tx) =>
        stops.start(tx, { id: uuidv7(), scope: 'workspace', target: '*', reason: 'manual', startedBy: 'user:1' }),
      );
    const [one, same] = await Promise.all([start(), start()]);
    expect(one.id).toBe(same.id);
    const end = () => database.in(workspaceId, (tx) => stops.end(tx, one.id, 'user:1'));
    expect([await end(), await end()]).toEqual([true, false]);
    expect(await database.in(workspaceId, (tx) => stops.active(tx))).toEqual([]);
  });

  it('a level that follows from the XP', async () => {
    const stats = someUserStats({ workspaceId, totalXp: 2_999 });
    await database.plant(workspaceId, stats);
    const [row] = await database.in(workspaceId, (tx) => tx.query<unknown[]>(`SELECT level FROM council.user_stats`));
    expect(row).toEqual({ level: 3 });
  });

  it('a campaign, deleted with all that is its own', async () => {
    await database.plant(workspaceId, ...everyCouncilRow(workspaceId));
    const gone = await database.in(workspaceId, async (tx) => {
      await tx.query(`DELETE FROM council.cost_ledger`);
      await tx.query(`DELETE FROM council.campaigns`);
      return tx.query(`SELECT 1 FROM council.moves UNION ALL SELECT 1 FROM council.campaign_quests`);
    });
    expect(gone).toEqual([]);
  });
});
