import { evidenceId } from '@raptor/agent-kit';
import { z } from 'zod';
import { copyField } from '../../craft/copy/copy-task';
import { isHex } from '../../craft/pictures/contrast';
import { PICTURE_FORMAT_NAMES } from '../../craft/pictures/formats';
import { TEMPLATES } from '../../craft/pictures/scheme';
import { lexicon } from '../../craft/text/lexicon';

const line = (what: string, most: number) => z.string().trim().min(1).max(most).describe(what);

/** Characters, as a reader counts them, that a picture has room for. */
export const WORD_LIMITS = { headline: 90, bannerHeadline: 30, kicker: 40, altText: 300 } as const;

export const visualTask = z.object({
  company: line('Who speaks; its name stands in the picture', 100),
  audience: line('Whom it is for, as a plural: freelancers', 80).optional(),
  headline: line('What the picture promises', 160),
  callToAction: line('What stands on the button', 40),
  palette: z
    .array(
      z.object({
        role: line('primary, background, text, accent', 40),
        hex: z.string().refine(isHex, { error: 'must be a colour such as #1d4ed8' }).describe('#rrggbb'),
      }),
    )
    .max(20)
    .default([])
    .describe('Colours of the brand; those that could not be read on each other are replaced'),
  typography: z
    .object({
      headings: z.string().max(100).optional().describe('Font of headings'),
      body: z.string().max(100).optional().describe('Font of text'),
      scale: z.number().positive().max(5).optional().describe('From one step of size to the next'),
    })
    .default({})
    .describe(
      'As the brand kit has it; text is drawn in the fonts that come with the designer, and the notes say so where the kit names another',
    ),
  formats: z.array(z.enum(PICTURE_FORMAT_NAMES)).min(1).max(4).describe('For which places; each gets a picture'),
  recentTemplates: z
    .array(z.string().min(1).max(60))
    .max(50)
    .default([])
    .describe('Templates that were used lately; another is taken where there is one'),
  seed: z.int().min(0).max(4_294_967_295).default(0).describe('Another number, another look'),
  lexicon: lexicon.prefault({}).describe('What the brand says and does not say'),
  proofPoints: z
    .array(z.object({ text: line('A fact, as it may be said', 400), evidenceId }))
    .max(20)
    .default([])
    .describe('What can be shown; the only figures a picture may use'),
});
export type VisualTask = z.output<typeof visualTask>;

const words = z.object({
  headline: z.string().min(1).max(200).describe('The large words of the picture'),
  kicker: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('A few words above them; left out where there is nothing to say'),
  altText: z.string().min(1).max(600).describe('What the picture shows and says, for those who do not see it'),
});
export type Words = z.output<typeof words>;

const design = z.object({
  format: z.enum(PICTURE_FORMAT_NAMES).describe('For which place'),
  templateCode: z.enum(TEMPLATES).describe('How it is laid out'),
  width: z.int().min(1).max(16_384).describe('In pixels'),
  height: z.int().min(1).max(16_384).describe('In pixels'),
  svg: z.string().min(1).max(150_000).describe('The drawing, whole in itself'),
  svgHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('SHA-256 of the drawing'),
  altText: z.string().min(1).max(600).describe('What it shows and says, in words'),
  contrastRatio: z.number().min(1).max(21).describe('Of the text that is hardest to read, by WCAG'),
  spec: z
    .object({
      lines: z.array(z.string().min(1).max(200)).max(10).describe('The headline as it is divided'),
      headlineSize: z.number().positive().max(1_000).describe('Pixels of one em of the headline'),
      background: z.string().min(1).max(7).describe('Colour behind the text'),
      ink: z.string().min(1).max(7).describe('Colour of the text'),
      button: z.string().min(1).max(7).describe('Colour of the button'),
      onButton: z.string().min(1).max(7).describe('Colour of its words'),
      seed: z.int().min(0).describe('What its shapes follow from'),
    })
    .describe('What fills the template'),
});

const NOT_FOR_MODELS = 'Worked out by code: leave it out';

export const visualAnswer = z.object({
  words: words.describe('What the pictures say'),
  copy: z.array(copyField).max(10).default([]).describe(NOT_FOR_MODELS),
  designs: z.array(design).max(4).default([]).describe(NOT_FOR_MODELS),
  notes: z.array(z.string().min(1).max(300)).max(10).default([]).describe(NOT_FOR_MODELS),
});
export type VisualAnswer = z.output<typeof visualAnswer>;
