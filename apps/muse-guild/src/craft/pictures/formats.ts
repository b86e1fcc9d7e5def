/** What pictures are made for, in pixels: the platforms' own sizes; the head of an e-mail at twice its 600 × 200, for sharp screens. */
export const PICTURE_FORMATS = {
  meta_feed: { width: 1_200, height: 628, shows: 'Facebook feed, 1.91:1' },
  instagram_square: { width: 1_080, height: 1_080, shows: 'Instagram feed, square' },
  linkedin_landscape: { width: 1_200, height: 628, shows: 'LinkedIn feed, 1.91:1' },
  x_card: { width: 1_200, height: 675, shows: 'X, 16:9' },
  web_share: { width: 1_200, height: 630, shows: 'web page when it is shared (Open Graph)' },
  email_header: { width: 1_200, height: 400, shows: 'head of an e-mail' },
  iab_300x250: { width: 300, height: 250, shows: 'IAB medium rectangle' },
  iab_728x90: { width: 728, height: 90, shows: 'IAB leaderboard' },
} as const satisfies Readonly<Record<string, { width: number; height: number; shows: string }>>;

export type PictureFormat = keyof typeof PICTURE_FORMATS;

export const PICTURE_FORMAT_NAMES = Object.keys(PICTURE_FORMATS) as [PictureFormat, ...PictureFormat[]];

/** Sold as advertising space; their words are limited as ads are. */
export const isBanner = (format: PictureFormat): boolean => format.startsWith('iab_');
