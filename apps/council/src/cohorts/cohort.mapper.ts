import type { CohortFields, CohortResponse, JourneyDistribution } from '@raptor/contracts';
import type { Changes } from '@raptor/persistence';
import type { CohortEntity } from './cohort.entity';

/** What a request says of a cohort, as its row has it; undefined where it says nothing. */
export const cohortFieldsOf = (asked: CohortFields & { name?: string }): Changes<CohortEntity> => ({
  name: asked.name,
  summary: asked.summary,
  demographics: asked.demographics,
  psychographics: asked.psychographics,
  painPoints: asked.pain_points,
  goals: asked.goals,
  buyingTriggers: asked.buying_triggers?.map(({ trigger, signal }) => ({ trigger, ...(signal && { signal }) })),
  decisionCriteria: asked.decision_criteria?.map(({ criterion, weight }) => ({ criterion, weight })),
  objectionMap: asked.objection_map?.map(({ objection, answer }) => ({ objection, answer })),
  attentionWindows: asked.attention_windows?.map(({ channel, days, from, to }) => ({ channel, days, from, to })),
  journeyDistribution: asked.journey_distribution && sharesOf(asked.journey_distribution),
  healthScore: asked.health_score,
});

/** Without what nobody said: null says nothing either. */
const sharesOf = (journey: JourneyDistribution): CohortEntity['journeyDistribution'] =>
  Object.fromEntries(Object.entries(journey).filter(([, share]) => typeof share === 'number'));

export const cohortResponse = (row: CohortEntity): CohortResponse => ({
  id: row.id,
  name: row.name,
  summary: row.summary,
  demographics: row.demographics,
  psychographics: row.psychographics,
  pain_points: row.painPoints,
  goals: row.goals,
  buying_triggers: [...row.buyingTriggers],
  decision_criteria: [...row.decisionCriteria],
  objection_map: [...row.objectionMap],
  attention_windows: row.attentionWindows.map((window) => ({ ...window, days: [...window.days] })),
  journey_distribution: row.journeyDistribution,
  health_score: row.healthScore,
  version: row.version,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});
