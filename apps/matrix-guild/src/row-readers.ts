import type { RowReaders } from '@raptor/agent-kit';
import { OBSERVED_SUBJECTS } from '@raptor/contracts';
import { z } from 'zod';
import { CompetitorsRepository } from './competitors/competitors.repository';
import { MetricObservationsRepository } from './observations/metric-observations.repository';
import { SignalsRepository } from './signals/signals.repository';

const competitors = new CompetitorsRepository();
const signals = new SignalsRepository();
const observations = new MetricObservationsRepository();

const HOUR_MS = 3_600_000;

const signalsAsked = z.object({
  until: z.coerce.date(),
  hours: z
    .number()
    .int()
    .min(1)
    .max(24 * 31),
});
const observationsAsked = z.object({
  subjectType: z.enum(OBSERVED_SUBJECTS),
  subjectId: z.string().min(1),
  from: z.coerce.date(),
  to: z.coerce.date(),
});

/** What agents of this guild may read of its tables. */
export const rowReaders: RowReaders = {
  /** Up to 500 competitors: `{ name, domain }`. */
  competitors: async (tx) => (await competitors.all(tx)).map(({ name, domain }) => ({ name, domain })),

  /** Up to 10,000 signals of the hours before a moment, the newest first: `{ id, contentHash, simhash, detectedAt }`. */
  signals: async (tx, question) => {
    const { until, hours } = signalsAsked.parse(question);
    const rows = await signals.between(tx, new Date(until.getTime() - hours * HOUR_MS), until);
    return rows.map(({ id, contentHash, simhash, detectedAt }) => ({
      id,
      contentHash,
      simhash,
      detectedAt: detectedAt.toISOString(),
    }));
  },

  /** Up to 50,000 observations of one subject, the oldest first: `{ subjectType, subjectId, metric, value, observedAt }`. */
  observations: async (tx, question) => {
    const { from, to, ...subject } = observationsAsked.parse(question);
    const rows = await observations.ofSubject(tx, subject, from, to);
    return rows.map(({ subjectType, subjectId, metric, value, observedAt }) => ({
      subjectType,
      subjectId,
      metric,
      value,
      observedAt: observedAt.toISOString(),
    }));
  },
};
