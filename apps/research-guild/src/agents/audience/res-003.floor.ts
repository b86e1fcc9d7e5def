import { itemsOf, type Evidence } from '@raptor/agent-kit';
import { painsIn } from '../../craft/audience/pains';
import { objectionsIn, voicesIn } from '../../craft/audience/voices';
import { readSite } from '../../craft/competitors/read-site';
import { themesIn } from '../../craft/competitors/themes';
import { lackingOf } from '../../craft/pages/lacking';
import type { PageSentence } from '../../craft/pages/sentences';
import { isSameSite } from '../../craft/pages/sites';
import type { AudienceAnswer, AudienceTask } from './res-003.schema';

const MOST = 12;

type Said = AudienceAnswer['objections'][number];

const said = ({ text, page }: PageSentence): Said => ({ quote: text, evidenceId: page.id });
const upTo = (sentences: readonly PageSentence[], most = MOST): Said[] => sentences.slice(0, most).map(said);

/** Everything that code can say of the people from what pages say of and to them. */
export function audienceFloor(task: AudienceTask, evidence: Evidence): AudienceAnswer {
  const pages = itemsOf(evidence, 'page');
  const isOwn = ({ url }: { url: string }): boolean => isSameSite(url, task.siteUrl);
  const own = readSite(pages.filter(isOwn));
  const others = readSite(pages.filter((page) => !isOwn(page)));
  const sentences = [...own.sentences, ...others.sentences];
  const voices = voicesIn([...own.pages, ...others.pages]);
  const facts = {
    own: {
      offer: upTo(own.offers, 4),
      promises: upTo(own.claims),
      proofs: upTo(withoutDoubles([...own.proof, ...voicesIn(own.pages)])),
      callsToAction: upTo(own.calls, 6),
    },
    groups: [...own.audiences, ...others.audiences]
      .slice(0, MOST)
      .map((group) => ({ who: group.who.slice(0, 120), ...said(group) })),
    pains: painsIn(withoutDoubles([...voices, ...sentences]))
      .slice(0, 10)
      .map(({ theme, frequency, intensity, sentences: about }) => ({
        ...{ theme, frequency, intensity, rank: frequency * intensity },
        quotes: upTo(about, 5),
      })),
    quotes: voices.slice(0, 20).map((voice) => ({ words: voice.words, ...said(voice) })),
    criteria: criteriaIn(sentences),
    objections: upTo(objectionsIn(sentences)),
    lacking: lackingOf(evidence),
  };
  const unknowns = unknownsOf(task, facts);
  return { summary: summaryOf(task, facts), ...facts, unknowns };
}

type Facts = Omit<AudienceAnswer, 'summary' | 'unknowns'>;

function withoutDoubles(sentences: readonly PageSentence[]): PageSentence[] {
  const seen = new Set<string>();
  return sentences.filter(({ text }) => !seen.has(text) && seen.add(text));
}

function criteriaIn(sentences: readonly PageSentence[]): Facts['criteria'] {
  const byTheme = new Map<string, PageSentence[]>();
  for (const sentence of sentences)
    for (const theme of themesIn(sentence.text)) byTheme.set(theme, [...(byTheme.get(theme) ?? []), sentence]);
  return [...byTheme]
    .toSorted(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([theme, about]) => ({ theme, quotes: upTo(about, 3) }));
}

function unknownsOf({ company }: AudienceTask, { own, pains, quotes, groups }: Facts): string[] {
  return [
    ...(own.offer.length === 0 ? [`What ${company} sells, in its own words`] : []),
    ...(own.proofs.length === 0 ? [`What ${company} can show for what it promises`] : []),
    ...(groups.length === 0 ? ['Whom the pages say they are for'] : []),
    ...(pains.length === 0 ? ['What hurts these people'] : []),
    ...(quotes.length === 0 ? ['What customers say: no page that was read quotes one'] : []),
  ];
}

export function summaryOf({ company, audience }: AudienceTask, { own, pains, quotes, criteria }: Facts): string {
  const [pain] = pains;
  const sentences = [
    `${quotes.length} customers are quoted, ${pains.length} pains are spoken of, ${own.proofs.length} proofs stand on the site of ${company}.`,
    pain && `What hurts ${audience} most is ${pain.theme}: "${pain.quotes[0]?.quote ?? ''}"`,
    criteria[0] &&
      `They decide by ${criteria
        .slice(0, 3)
        .map(({ theme }) => theme)
        .join(', ')}.`,
  ];
  return sentences.filter(Boolean).join(' ').slice(0, 800);
}
