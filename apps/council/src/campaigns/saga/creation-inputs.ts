import { companyOf } from './company';
import { briefOutput, draftOutput } from './outputs';
import { draftRef, idOf, type SagaAsset } from './saga-state';
import { VISUAL_DESIGNER } from './crew';
import { outputOf, type View } from './view';

type Input = Readonly<Record<string, unknown>>;

/** Characters of a headline where the channel limits it, else what reads well. Google Ads: 30. */
const HEADLINE_CHARACTERS: Readonly<Record<string, number>> = { google_ads: 30, display: 30 };
const USUAL_HEADLINE = 60;

/** What its author is asked to write; `notes` is what the panel said of the version before. */
export function authorInput(asset: SagaAsset, view: View, notes: readonly string[]): Input {
  if (asset.author === VISUAL_DESIGNER) return visualInput(asset, view);
  if (asset.author === 'MUSE-001') return headlineInput(asset, view, notes);
  if (asset.author === 'MUSE-009') return articleInput(asset, view);
  const company = companyOf(view.campaign);
  const brief = outputOf(view, 'LORD-002', briefOutput)?.brief;
  const previous = copyOf(view, asset, asset.versions.length);
  return {
    channel: asset.channel,
    kind: asset.kind,
    product: company.name,
    company: company.name,
    audience: asset.audience,
    promise: asset.promise,
    proofPoints: asset.proofPoints,
    objections: (brief?.personaDeepDive.objections ?? []).slice(0, 5).map(({ text }) => text),
    offers: (brief?.messagingInsights.valueProps ?? []).slice(0, 5).map(({ text }) => text),
    callToAction: asset.callToAction,
    url: company.siteUrl,
    ...voiceOf(view),
    keywords: asset.keywords,
    variant: variantOf(asset),
    ...(company.postalAddress && { postalAddress: company.postalAddress }),
    ...(previous.length > 0 && { revision: { previous, notes, round: asset.versions.length } }),
  };
}

function headlineInput(asset: SagaAsset, view: View, notes: readonly string[]): Input {
  const { name } = companyOf(view.campaign);
  const maxLength = HEADLINE_CHARACTERS[asset.channel] ?? USUAL_HEADLINE;
  const earlier = copyOf(view, asset, asset.versions.length).map(({ text }) => text);
  return {
    product: name,
    audience: asset.audience,
    promise: fittedTo(maxLength - name.length - 3, asset.promise),
    maxLength,
    ...voiceOf(view),
    proofPoints: asset.proofPoints.filter(({ text }) => text.length <= 200),
    ...(notes.length > 0 && { earlier }),
  };
}

function articleInput(asset: SagaAsset, view: View): Input {
  const { siteUrl } = companyOf(view.campaign);
  const brief = outputOf(view, 'LORD-002', briefOutput)?.brief;
  const cited = citedBy(view);
  const said = [
    ...(brief?.messagingInsights.valueProps ?? []),
    ...(brief?.messagingInsights.proofPoints ?? []),
    ...(brief?.personaDeepDive.objections ?? []),
  ];
  const keyPoints = said.slice(0, 12).flatMap(({ text, evidenceIds }) => {
    const evidence = evidenceIds.flatMap((id) => {
      const item = cited.get(id);
      return item?.excerpt
        ? [{ evidenceId: id, excerpt: item.excerpt, ...(item.title && { source: item.title.slice(0, 120) }) }]
        : [];
    });
    return evidence.length > 0 ? [{ point: text.slice(0, 300), evidence: evidence.slice(0, 5) }] : [];
  });
  return {
    topic: asset.title.slice(0, 120),
    audience: asset.audience,
    keyPoints,
    ...voiceOf(view),
    callToAction: { text: asset.callToAction, url: siteUrl },
  };
}

function visualInput(asset: SagaAsset, view: View): Input {
  const { brand } = view.state;
  const worth = outputOf(view, 'LORD-002', briefOutput)?.brief?.messagingInsights.valueProps ?? [];
  // A promise that the company makes itself is proven by where it makes it.
  const promised = worth.flatMap(({ text, evidenceIds: [evidenceId] }) =>
    evidenceId && text.length <= 400 && text.includes(asset.promise) ? [{ text, evidenceId }] : [],
  );
  return {
    company: companyOf(view.campaign).name,
    audience: asset.audience,
    headline: asset.promise,
    callToAction: fittedTo(40, asset.callToAction),
    lexicon: voiceOf(view).lexicon,
    proofPoints: [...asset.proofPoints, ...promised].slice(0, 20),
    palette: brand.palette,
    typography: brand.typography,
    formats: FORMATS[asset.channel] ?? ['instagram_square'],
    recentTemplates: [],
    seed: Number.parseInt(idOf(asset.assetId, 'seed').slice(0, 7), 16),
  };
}

/** What pictures a channel shows. */
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  meta_ads: ['meta_feed', 'instagram_square'],
  facebook: ['meta_feed'],
  instagram: ['instagram_square'],
  linkedin: ['linkedin_landscape'],
  linkedin_ads: ['linkedin_landscape'],
  x: ['x_card'],
  email: ['email_header'],
  google_search: ['web_share'],
  blog: ['web_share'],
  display: ['iab_300x250', 'iab_728x90'],
};

/** What a critic is given to read. */
export function critiqueInput(asset: SagaAsset, view: View, version: number): Input {
  return {
    channel: asset.channel,
    kind: asset.kind,
    copy: copyOf(view, asset, version),
    promise: asset.promise,
    audience: asset.audience,
    keywords: asset.keywords,
    callToAction: asset.callToAction,
    url: companyOf(view.campaign).siteUrl,
    ...voiceOf(view),
    language: 'en',
  };
}

export const copyOf = (view: View, asset: SagaAsset, version: number) =>
  view.state.edits?.[draftRef(asset.ref, version)]?.map((field) => ({
    ...field,
    evidenceIds: [...field.evidenceIds],
  })) ??
  outputOf(view, draftRef(asset.ref, version), draftOutput)?.copy ??
  [];

/** Assets of a kind for a move argue differently: by their number. */
const variantOf = ({ ref }: SagaAsset): number => Number(/\d+$/.exec(ref)?.[0] ?? 0) % 10;

const voiceOf = ({ state: { brand } }: View) => {
  const { required, banned, preferred } = brand.lexicon;
  const replaced = Object.entries(preferred).map(([insteadOf, say]) => ({ insteadOf, say }));
  return { tone: brand.tone, lexicon: { required, banned, preferred: replaced } };
};

/** By id, the words of everything that research and briefing rest on. */
export function citedBy({ results }: View) {
  const items = [...results.values()].flatMap(({ cited }) => cited);
  return new Map(items.map((item) => [item.id, item]));
}

/** Whole words, as many as fit. */
function fittedTo(characters: number, text: string): string {
  if (text.length <= characters) return text;
  const cut = text.slice(0, characters + 1);
  return cut.slice(0, Math.max(cut.lastIndexOf(' '), 3)).replace(/[\s,;:.–-]+$/u, '');
}
