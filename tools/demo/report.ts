import type {
  AssetDetailResponse,
  CampaignCostsResponse,
  CampaignResponse,
  EvidenceResponse,
  MoveResponse,
  QuestResponse,
  SimulationResponse,
  TimelineStep,
  WarBriefResponse,
} from '../../libs/api-client/src';
import type { DemoOutcome } from './results';

/** A picture of an asset, as raster and as drawing. */
export interface DemoPicture {
  readonly assetId: string;
  readonly format: string;
  readonly altText: string;
  readonly width: number;
  readonly height: number;
  readonly contrastRatio: number | null;
  readonly png: Buffer;
  readonly svg: Buffer;
}

/** All that a report tells. */
export interface DemoStory {
  readonly campaign: CampaignResponse;
  readonly brief: WarBriefResponse;
  readonly evidence: readonly EvidenceResponse[];
  readonly simulation: SimulationResponse;
  readonly quest: QuestResponse;
  readonly assets: readonly AssetDetailResponse[];
  /** What was drawn of them. */
  readonly pictures: readonly DemoPicture[];
  readonly moves: readonly MoveResponse[];
  readonly timeline: readonly TimelineStep[];
  readonly costs: CampaignCostsResponse;
  readonly outcome: DemoOutcome;
}

const escaped = (text: unknown): string => String(text ?? '').replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const list = (items: readonly string[]): string => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
const dollars = (micro: number): string => `$${(micro / 1_000_000).toFixed(2)}`;

/** A page that can be shown: self-contained, and with everything escaped that somebody has written. */
export function reportOf(story: DemoStory): string {
  const { campaign, brief, simulation, quest, moves, timeline, costs } = story;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(campaign.name)}</title><style>${STYLE}</style></head><body>
<header><h1>${escaped(campaign.name)}</h1><p>${escaped(campaign.goal)}</p><p class="quiet">${escaped(campaign.status)}, ${escaped(campaign.objective_type)}: ${escaped(campaign.target_value)} ${escaped(campaign.objective_metric)} in ${campaign.channels.map(escaped).join(', ')}</p></header>
<section><h2>What we found</h2><p>${escaped(brief.executive_summary)}</p><p class="quiet">Confidence ${brief.confidence}; brief ${escaped(brief.content_hash.slice(0, 12))}; ${brief.research_sources.length} sources.</p>${statementsIn(story)}</section>
<section><h2>What it may win</h2><p><b>${simulation.mean}</b> ${escaped(campaign.objective_metric ?? 'results')}, between ${simulation.ci_low} and ${simulation.ci_high} in eight cases of ten (${simulation.iterations} outcomes for each of ${simulation.scenarios.length} markets, seed ${simulation.seed}).</p>
<table><tr><th>Channel</th><th>Share</th></tr>${Object.entries(simulation.allocation)
    .map(([channel, share]) => `<tr><td>${escaped(channel)}</td><td>${Math.round(share * 100)} %</td></tr>`)
    .join('')}</table><p>${escaped(simulation.recommended_strategy)}</p></section>
<section><h2>The plan</h2>${quest.chapters.map((chapter) => `<h3>${chapter.number}. ${escaped(chapter.name)}</h3>${list(chapter.moves.map(escaped))}<p class="quiet">${chapter.success_criteria.map(escaped).join('; ')}</p>`).join('')}</section>
<section><h2>What was made</h2>${story.assets.map((asset) => assetOf(asset, story.pictures)).join('')}</section>
<section><h2>What has left</h2>${list(moves.filter(({ receipt }) => receipt !== null).map((move) => `${escaped(move.name)}: ${escaped(JSON.stringify(move.receipt))}`))}</section>
<section><h2>How it went</h2>${resultsOf(story)}</section>
<section><h2>Who decided what, and why</h2>${list(timeline.filter(({ kind }) => kind === 'decision').map((step) => `<b>${escaped(step.agent_code)}</b> ${escaped(step.state)}<br><span class="quiet">${escaped(step.reason)}</span>`))}</section>
<footer class="quiet">Cost of making it: ${dollars(costs.cost_micro_usd)} in ${costs.entries} paid calls.</footer></body></html>`;
}

function resultsOf({ outcome: { performance, findings, stats, achievements } }: DemoStory): string {
  const rows = [...performance.channels, { ...performance.total, channel: 'all' }].map(
    (each) =>
      `<tr><td>${escaped(each.channel)}</td><td>${each.impressions}</td><td>${each.clicks}</td><td>${each.conversions}</td><td>${dollars(each.cost_micro_usd)}</td><td>${each.cpa_micro_usd === null ? '' : dollars(each.cpa_micro_usd)}</td></tr>`,
  );
  const head = ['Channel', 'Shown', 'Clicks', 'Results', 'Cost', 'Each'].map((name) => `<th>${name}</th>`).join('');
  const noticed = findings.map((each) => `${escaped(each.statement)} <i>${escaped(each.recommendation)}</i>`);
  return `<table><tr>${head}</tr>${rows.join('')}</table><h3>What stands out</h3>${list(noticed)}<p class="quiet">Earned: ${stats.total_xp} XP, level ${stats.level}. ${achievements.map(escaped).join(', ')}</p>`;
}

function statementsIn({ brief, evidence }: DemoStory): string {
  const known = new Map(evidence.map((each) => [each.id, each]));
  return Object.entries(brief.content)
    .flatMap(([part, content]) => statementsOf(content).map((said) => ({ part, ...said })))
    .map(({ part, text, ids }) => {
      const sources = ids.flatMap((id) => known.get(id) ?? []);
      const where = [...new Set(sources.map((source) => source.title ?? source.url ?? source.source))];
      return `<p>${escaped(text)}<br><span class="quiet">${escaped(part.replaceAll('_', ' '))}; ${where.map(escaped).join(', ')}</span></p>`;
    })
    .join('');
}

/** Statements at any depth: whatever has a text and what it rests on. */
export function statementsOf(content: unknown): { text: string; ids: string[] }[] {
  if (Array.isArray(content)) return content.flatMap(statementsOf);
  if (typeof content !== 'object' || content === null) return [];
  const { text, evidence_ids: ids } = content as { text?: unknown; evidence_ids?: unknown };
  if (typeof text === 'string' && Array.isArray(ids)) return [{ text, ids: ids.map(String) }];
  return Object.values(content).flatMap(statementsOf);
}

const assetOf = (asset: AssetDetailResponse, pictures: readonly DemoPicture[]): string =>
  `<article><h3>${escaped(asset.title)}</h3><p class="quiet">${escaped(asset.channel)}, ${escaped(asset.kind)}, ${escaped(asset.state)}; by ${escaped(asset.current?.author_agent)}, version ${escaped(asset.current_version)}, score ${escaped(asset.current?.score?.toFixed(1))}, ${escaped(asset.current?.provenance.mode)}</p>${(
    asset.current?.copy ?? []
  )
    .map(
      ({ field, text }) =>
        `<p><span class="quiet">${escaped(field.replaceAll('_', ' '))}</span><br>${escaped(text).replaceAll('\n', '<br>')}</p>`,
    )
    .join('')}${pictures
    .filter(({ assetId }) => assetId === asset.id)
    .map(pictureOf)
    .join('')}</article>`;

/** The raster within the page, so that the page can be sent alone. */
const pictureOf = ({ png, altText, format, width, height, contrastRatio }: DemoPicture): string =>
  `<figure><img src="data:image/png;base64,${png.toString('base64')}" alt="${escaped(altText)}" width="${width}" height="${height}"><figcaption class="quiet">${escaped(format.replaceAll('_', ' '))}, ${width} × ${height}${contrastRatio === null ? '' : `, contrast ${contrastRatio}`}</figcaption></figure>`;

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#111827}h1{font-size:2.2rem;margin:0}
h2{margin-top:2.5rem;border-bottom:2px solid #1d4ed8}.quiet{color:#6b7280;font-size:.9rem}table{border-collapse:collapse}td,th{padding:.3rem 1rem;border:1px solid #d1d5db}
figure{margin:1rem 0}img{max-width:100%;height:auto;border:1px solid #d1d5db}
article{border:1px solid #d1d5db;border-radius:.6rem;padding:0 1rem 1rem;margin:1rem 0}`;
