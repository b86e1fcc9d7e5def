import { critiqueSamples } from '../../craft/critique/critique-samples';
import { defineCritic } from '../../craft/critique/critic';
import { optimisingOf } from '../../craft/critique/optimising';

export const optimizationDirector = defineCritic({
  code: 'MUSE-027',
  purpose: 'Scores how well a text promises, proves, is found and asks for one thing, and says what to change.',
  criteriaOf: optimisingOf,
  samples: critiqueSamples(8),
});
