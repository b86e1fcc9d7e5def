import type { AgentCode, CampaignChannel } from '@raptor/contracts';
import { companyOf, competitorsOf } from './company';
import { citedBy, copyOf } from './creation-inputs';
import { VISUAL_DESIGNER } from './crew';
import { designOutput } from './outputs';
import { draftRef, type SagaAsset } from './saga-state';
import { outputOf, type View } from './view';

type Input = Readonly<Record<string, unknown>>;

interface Checked {
  readonly guardian: AgentCode;
  /** As that guardian calls it. */
  readonly surface: string;
  /** As the checker of advertising law calls it. */
  readonly form: 'ad' | 'post' | 'landing_page' | 'email';
}

/** Who knows the rules of a channel. */
const RULES_OF: Readonly<Record<CampaignChannel, Checked>> = {
  google_ads: { guardian: 'GRD-001', surface: 'responsive_search_ad', form: 'ad' },
  google_search: { guardian: 'GRD-008', surface: 'web_page', form: 'landing_page' },
  youtube: { guardian: 'GRD-002', surface: 'video', form: 'ad' },
  meta_ads: { guardian: 'GRD-003', surface: 'ad', form: 'ad' },
  facebook: { guardian: 'GRD-003', surface: 'post', form: 'post' },
  instagram: { guardian: 'GRD-004', surface: 'post', form: 'post' },
  linkedin_ads: { guardian: 'GRD-005', surface: 'ad', form: 'ad' },
  linkedin: { guardian: 'GRD-006', surface: 'post', form: 'post' },
  x: { guardian: 'GRD-008', surface: 'x_post', form: 'post' },
  tiktok: { guardian: 'GRD-008', surface: 'tiktok', form: 'post' },
  email: { guardian: 'GRD-008', surface: 'email', form: 'email' },
  sms: { guardian: 'GRD-008', surface: 'sms', form: 'ad' },
  blog: { guardian: 'GRD-008', surface: 'web_page', form: 'landing_page' },
  display: { guardian: 'GRD-001', surface: 'responsive_display_ad', form: 'ad' },
};

export const channelGuardian = ({ channel }: SagaAsset): AgentCode => RULES_OF[channel].guardian;

/** Everybody who has to look at it before it may leave. */
export const guardiansOf = (asset: SagaAsset): AgentCode[] => [channelGuardian(asset), 'GRD-007', 'GRD-009'];

/** What a guardian is asked about one version; undefined where there is nothing for it to read. */
export function checkInput(guardian: AgentCode, asset: SagaAsset, view: View, version: number): Input | undefined {
  const copy = copyOf(view, asset, version);
  if (copy.length === 0) return undefined;
  const rules = RULES_OF[asset.channel];
  const { siteUrl, geography, postalAddress } = companyOf(view.campaign);
  const { brand, startedAt } = view.state;
  const circumstances = {
    day: view.campaign.startDate ?? startedAt.slice(0, 10),
    jurisdictions: [geography],
    brand: { trademarks: [...brand.trademarks, companyOf(view.campaign).name], capitals: brand.capitals },
  };
  const textsOf = (...fields: string[]): string[] =>
    copy.filter(({ field }) => fields.includes(field)).map(({ text }) => text);
  if (guardian === 'GRD-001')
    return {
      surface: rules.surface,
      headlines: textsOf('headline'),
      longHeadlines: textsOf('long_headline'),
      descriptions: textsOf('description', 'primary_text'),
      finalUrl: siteUrl,
      ...(asset.channel === 'display' && { businessName: companyOf(view.campaign).name }),
      ...circumstances,
    };
  if (guardian === 'GRD-009') {
    const cited = citedBy(view);
    const ids = [...new Set(copy.flatMap(({ evidenceIds }) => evidenceIds))];
    const evidence = ids.flatMap((id) => {
      const item = cited.get(id);
      return item?.excerpt
        ? [{ id, excerpt: item.excerpt, ...(item.title && { title: item.title }), ...(item.url && { url: item.url }) }]
        : [];
    });
    return {
      surface: rules.form,
      texts: copy.map(({ text }) => text).slice(0, 20),
      evidence,
      ...pictureFacts(asset, view, version),
      ...circumstances,
    };
  }
  const brandWords =
    guardian === 'GRD-007'
      ? {
          competitors: competitorsOf(view.campaign).map(({ name }) => name),
          banned: brand.lexicon.banned,
          tone: brand.tone,
        }
      : {};
  return {
    surface: guardian === 'GRD-007' ? rules.form : rules.surface,
    copy,
    finalUrl: siteUrl,
    ...(postalAddress && { postalAddress }),
    ...brandWords,
    ...circumstances,
  };
}

/** No critic reads a picture: its words are checked as any text is, and by what it must be for those who see little or nothing. */
function pictureFacts(asset: SagaAsset, view: View, version: number): Input {
  if (asset.author !== VISUAL_DESIGNER) return {};
  const designs = outputOf(view, draftRef(asset.ref, version), designOutput)?.designs ?? [];
  const contrasts = designs.flatMap(({ contrastRatio }) => contrastRatio ?? []);
  return {
    informativeImage: true,
    ...(designs[0] && { altText: designs[0].altText }),
    ...(contrasts.length > 0 && { contrastRatio: Math.min(...contrasts) }),
  };
}
