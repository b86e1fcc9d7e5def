import type { Sequel } from './decision';
import { briefOutput } from './outputs';
import { outputOf, type View } from './view';

/** What was learnt is remembered by the agent that judged it; without an answer nothing is, and the campaign ends all the same. */
export function afterLearning(view: View): Sequel {
  const learnt = outputOf(view, 'LORD-002/learning', briefOutput);
  return {
    to: 'learnt',
    assign: [],
    deeds: [
      {
        do: 'notify',
        type: 'campaign.completed',
        title: `${view.campaign.name} is over`,
        body: learnt?.executiveSummary.slice(0, 1_000) ?? 'Nothing was measured that could be learnt from.',
      },
    ],
  };
}
