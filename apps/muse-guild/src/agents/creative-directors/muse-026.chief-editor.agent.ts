import { critiqueSamples } from '../../craft/critique/critique-samples';
import { defineCritic } from '../../craft/critique/critic';
import { editingOf } from '../../craft/critique/editing';

export const chiefEditor = defineCritic({
  code: 'MUSE-026',
  purpose: 'Scores how easily a text reads and flows, and says what to change.',
  criteriaOf: editingOf,
  samples: critiqueSamples(8),
});
