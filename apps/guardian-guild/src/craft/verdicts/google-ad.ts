import { type Content } from '@raptor/policy-packs';
import { z } from 'zod';

const line = z.string().max(1_000);
const lines = (what: string) => z.array(line).max(50).default([]).describe(what);

export const googleAd = {
  surface: z
    .enum(['responsive_search_ad', 'performance_max', 'responsive_display_ad'])
    .describe('Which kind of Google ad it is'),
  headlines: lines('Headlines'),
  longHeadlines: lines('Long headlines; not for search ads'),
  descriptions: lines('Descriptions'),
  path1: line.optional().describe('First part of the displayed path'),
  path2: line.optional().describe('Second part of the displayed path'),
  businessName: line.optional().describe('Name of the business as the ad shows it'),
  verifiedNames: z.array(line).max(20).default([]).describe('Names of the business that Google has verified'),
  finalUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_048)
    .optional()
    .describe('Where the ad leads'),
  landingPage: z
    .object({
      status: z.int().min(100).max(599).optional().describe('HTTP status of the final URL, after redirects'),
      failure: z.string().max(300).optional().describe('Why it could not be read, where it could not'),
    })
    .optional()
    .describe('What is known of the landing page'),
  images: z
    .array(
      z.object({
        width: z.int().positive().describe('Pixels'),
        height: z.int().positive().describe('Pixels'),
        kilobytes: z.number().positive().describe('Size of the file in kB of 1,024 bytes'),
        isLogo: z.boolean().default(false).describe('Whether it is a logo'),
      }),
    )
    .max(200)
    .default([])
    .describe('Images and logos of the asset group'),
  assetGroups: z.int().min(0).optional().describe('How many asset groups the campaign would have with this one'),
};

export type GoogleAd = z.output<z.ZodObject<typeof googleAd>>;

const LANDSCAPE = 1.91;
/** A pixel more or less must not make another ratio of a small image. */
const TOLERANCE = 0.02;

const isRatio = (width: number, height: number, ratio: number): boolean =>
  Math.abs(width / height / ratio - 1) <= TOLERANCE;

/** The ad in the words of the policy pack: images by what they are good for, the domain without its www. */
export function contentOf({ images, landingPage, surface, ...ad }: GoogleAd): Content {
  const logos = images.filter(({ isLogo }) => isLogo);
  const pictures = images.filter(({ isLogo }) => !isLogo);
  const landscape = pictures.filter(({ width, height }) => isRatio(width, height, LANDSCAPE));
  const square = pictures.filter(({ width, height }) => isRatio(width, height, 1));
  const other = images.filter(
    (image) =>
      !landscape.includes(image) && !square.includes(image) && !(image.isLogo && isRatio(image.width, image.height, 1)),
  );
  return {
    surface,
    fields: {
      ...ad,
      domain: ad.finalUrl && nameOf(new URL(ad.finalUrl).hostname),
      landscapeWidth: landscape.map(({ width }) => width),
      landscapeHeight: landscape.map(({ height }) => height),
      squareSide: square.map(({ width, height }) => Math.min(width, height)),
      logoSide: logos
        .filter(({ width, height }) => isRatio(width, height, 1))
        .map(({ width, height }) => Math.min(width, height)),
      imageKilobytes: images.map(({ kilobytes }) => kilobytes),
      otherRatio: other.map(({ width, height }) => Number((width / height).toFixed(2))),
      landingPageFails: failureOf(landingPage),
    },
  };
}

/** `acme` of `www.acme.co.uk`: the longest of its labels that is not an ending. */
const nameOf = (hostname: string): string =>
  hostname
    .replace(/^www\./, '')
    .split('.')
    .slice(0, -1)
    .reduce((longest, label) => (label.length > longest.length ? label : longest), '');

function failureOf(page: GoogleAd['landingPage']): string | undefined {
  if (page?.failure) return page.failure;
  return page?.status !== undefined && page.status >= 400 ? `it answers ${page.status}` : undefined;
}
