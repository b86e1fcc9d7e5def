import { lessonsOf, type MeasuredChannel } from '../../craft/briefing/lessons';
import { XP } from '../../game/achievements';
import type { Deed, Sequel } from './decision';
import { goalOf } from './company';
import { briefOutput, performanceOutput } from './outputs';
import { datesOf } from './planning-inputs';
import { channelsOf, isAvailable, outputOf, type View } from './view';

const DAY_MS = 86_400_000;
/** Further back nothing is asked for. */
const MOST_DAYS = 366;
const ANALYST = 'MTX-018';

/** What was measured is looked at first, channel by channel, from the day on which the campaign began. */
export function afterCompleting(view: View): Sequel {
  if (!isAvailable(view, ANALYST)) return over(view);
  const to = view.now.toISOString().slice(0, 10);
  const earliest = new Date(view.now.getTime() - (MOST_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
  const from = [
    earliest,
    [datesOf(view).startDate, view.state.startedAt.slice(0, 10)].toSorted()[0] ?? to,
  ].toSorted()[1];
  const input = {
    name: view.campaign.name,
    channels: channelsOf(view).map((channel) => ({
      ...{ channel, subjectType: 'campaign', subjectId: `${view.campaign.id}/${channel}` },
    })),
    ...{ from: from && from < to ? from : to, to, compare: false },
  };
  return { to: 'measuring', assign: [{ ref: ANALYST, agentCode: ANALYST, commandedBy: 'LORD-002', input }] };
}

/** What the figures teach is judged before it may be remembered; where nothing was measured, nothing is learnt. */
export function afterMeasuring(view: View): Sequel {
  const measured = outputOf(view, ANALYST, performanceOutput);
  const cited = (view.results.get(ANALYST)?.cited ?? []).map(({ id }) => id);
  const channels = (measured?.channels ?? []).map((each): MeasuredChannel => {
    const ids = (measured?.findings ?? []).flatMap(({ channel, evidenceIds }) =>
      channel === each.channel ? evidenceIds : [],
    );
    return { ...each, evidenceIds: ids.length > 0 ? ids : cited };
  });
  const lessons = lessonsOf(goalOf(view.campaign), channels);
  if (lessons.length === 0 || !isAvailable(view, 'LORD-002')) return over(view);
  const input = { goal: goalOf(view.campaign), briefType: 'campaign', lessons };
  return {
    to: 'learning',
    assign: [{ ref: 'LORD-002/learning', agentCode: 'LORD-002', commandedBy: 'LORD-002', input }],
  };
}

/** What may be remembered is remembered by the agent that judged it; without an answer nothing is, and the campaign ends all the same. */
export const afterLearning = (view: View): Sequel => over(view);

function over(view: View): Sequel {
  const learnt = outputOf(view, 'LORD-002/learning', briefOutput);
  const measured = outputOf(view, ANALYST, performanceOutput);
  const { name } = view.campaign;
  return {
    to: 'learnt',
    assign: [],
    deeds: [
      { do: 'credit', merits: meritsOf(view) },
      {
        do: 'notify',
        type: 'campaign.completed',
        title: `${name} is over`,
        body: (
          learnt?.executiveSummary ??
          measured?.summary ??
          'Nothing was measured that could be learnt from.'
        ).slice(0, 1_000),
      },
    ],
  };
}

/** A campaign completed, and how much of its goal was reached: 0 where it has none, or nothing was measured. */
function meritsOf(view: View): Extract<Deed, { do: 'credit' }>['merits'] {
  const measured = outputOf(view, ANALYST, performanceOutput);
  const { targetValue } = view.campaign;
  const reached = targetValue ? Math.min(1, (measured?.total.conversions ?? 0) / targetValue) : 0;
  return [
    { counter: 'campaigns_completed', times: 1, xp: XP.campaignCompleted + Math.round(XP.goalReached * reached) },
    ...(reached === 1 ? [{ counter: 'goals_reached' as const, times: 1, xp: 0 }] : []),
  ];
}
