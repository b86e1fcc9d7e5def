import type { Sample } from '@raptor/agent-kit';
import type { visualAnswer, visualTask } from './muse-011.schema';

type VisualSample = Sample<typeof visualTask, typeof visualAnswer>;

const isWhole: VisualSample['expect'] = ({ designs }) =>
  designs.length > 0 &&
  designs.every(({ svg, altText, contrastRatio }) => svg.endsWith('</svg>') && altText !== '' && contrastRatio >= 4.5);

export const visualSamples: readonly VisualSample[] = [
  {
    name: 'an invoicing tool on LinkedIn and X',
    input: {
      ...{ company: 'Tally', audience: 'freelancers', headline: 'invoices paid sooner', callToAction: 'Start free' },
      palette: [
        { role: 'primary', hex: '#1d4ed8' },
        { role: 'background', hex: '#ffffff' },
        { role: 'text', hex: '#111827' },
      ],
      ...{ formats: ['linkedin_landscape', 'x_card'], seed: 1 },
    },
    expect: (answer) =>
      isWhole(answer) && answer.designs.map(({ width, height }) => `${width}x${height}`).join() === '1200x628,1200x675',
  },
  {
    name: 'a bakery in pale yellow, for a square, with a word that is banned',
    input: {
      ...{ company: 'Crumb & Söhne', audience: 'office managers', headline: 'cheap bread by eight' },
      ...{ callToAction: 'Order a trial basket', formats: ['instagram_square'], seed: 3 },
      palette: [{ role: 'primary', hex: '#fde68a' }],
      lexicon: { banned: ['cheap'] },
    },
    expect: (answer) => isWhole(answer) && !/cheap/i.test(answer.words.headline),
  },
  {
    name: 'a proven figure, in a banner and after two templates',
    input: {
      ...{ company: 'Tally', headline: 'Clients pay 9 days earlier', callToAction: 'Start free', seed: 5 },
      proofPoints: [{ text: 'Clients pay 9 days earlier', evidenceId: `research:${'a'.repeat(64)}` }],
      ...{ formats: ['iab_300x250', 'iab_728x90'], recentTemplates: ['panel', 'field'] },
    },
    expect: (answer) =>
      isWhole(answer) &&
      answer.designs.every(({ templateCode }) => templateCode === 'frame') &&
      answer.copy.some(({ field }) => field === 'headline'),
  },
  {
    name: 'a studio that writes Chinese',
    input: {
      ...{
        company: '账房',
        audience: '自由职业者',
        headline: '发票更快到账，为自由职业者而生',
        callToAction: '免费开始',
      },
      ...{ formats: ['meta_feed'], seed: 11 },
    },
    expect: (answer) => isWhole(answer) && answer.notes.length === 0,
  },
];
