import type { Operation, Parameter } from '../../../../tools/api/document';
import type { KnownId } from './workspace-rows';

/** Ids that are tried, at most, where nobody can tell which would fit. */
const MOST = 12;

/** What an id is probably of: by the name of the parameter, and by what stands before it in the path. `other` is another of what `id` is. */
export function wordsFor({ path }: Operation, { name: given }: Parameter): string[] {
  const name = given === 'other' ? 'id' : given;
  const before =
    path
      .slice(0, path.indexOf(`{${name}}`))
      .split('/')
      .filter(Boolean)
      .at(-1) ?? '';
  return name === 'id' ? [before] : [name, before];
}

/** The ids of places that sound like one of the words, the likeliest first; where none does, some of all. */
export function likely(words: readonly string[], ids: readonly KnownId[]): KnownId[] {
  const stems = words.map(stemOf).filter(Boolean);
  const sounds = (name: string | undefined): boolean => stems.some((stem) => name?.includes(stem));
  const homes = ids.filter(({ place }) => /\.(id|user_id)$/.test(place) && sounds(tableIn(place)));
  // `campaigns` rather than `campaign_cohorts`.
  homes.sort((one, other) => tableIn(one.place).length - tableIn(other.place).length);
  const elsewhere = ids.filter(({ place }) => sounds(place.split('.')[2]));
  const found = [...new Set([...homes, ...elsewhere])];
  return (found.length > 0 ? found : ids).slice(0, MOST);
}

const tableIn = (place: string): string => place.split('.')[1] ?? '';

/** `userId`, `cohort_ids`, `api-keys`, `deliveries`: user, cohort, api_key, deliver. */
const stemOf = (word: string): string =>
  word
    .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    .replaceAll('-', '_')
    .replace(/_?ids?$/, '')
    .replace(/(ies|s)$/, '');
