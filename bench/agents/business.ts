/** The company whose weeks are replayed: one workspace, several products, and those it watches. */
export const COMPANY = {
  name: 'Tally',
  offer: 'Invoices, reminders and receipts in one place for people who work for themselves',
  audience: 'freelancers and small studios',
  claims: ['Invoices are paid nine days sooner', 'Set up in one evening'],
  proofPoints: ['Customers measured nine days on average in 2025'],
  trust: ['ISO 27001'],
  freeTrial: true,
} as const;

export const PRODUCTS = ['Tally', 'Tally Time', 'Tally Books', 'Tally Studio'] as const;
export const AUDIENCES = [
  'freelancers',
  'translators',
  'photographers',
  'tradespeople',
  'architects',
  'bookkeepers',
  'designers',
  'consultants',
  'coaches',
  'small studios',
] as const;
export const PROMISES = [
  'invoices paid sooner',
  'fewer evenings with receipts',
  'quotes in one minute',
  'reminders that send themselves',
  'hours that turn into invoices',
  'a tax return without panic',
  'one place for each client',
  'fees that are easy to explain',
  'books that close on Friday',
  'offers that look the part',
] as const;
export const TONES = [['friendly', 'plain'], ['plain'], ['calm', 'plain'], ['warm']] as const;
export const CHANNELS = ['google_ads', 'email', 'linkedin', 'meta_ads'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Watched by all campaigns together, in these groups. */
export const RIVALS = [
  'ledgerly.example',
  'paperplane.example',
  'northwind.example',
  'granite.example',
  'billwise.example',
  'quillpay.example',
  'solobook.example',
  'duely.example',
] as const;
export const RIVAL_GROUPS: readonly (readonly string[])[] = [
  ['ledgerly.example', 'paperplane.example'],
  ['northwind.example', 'billwise.example'],
  ['quillpay.example', 'solobook.example'],
  ['duely.example', 'ledgerly.example'],
  ['granite.example', 'northwind.example'],
];

/** What somebody has found out, as evidence of the research guild would say it. */
export const FINDINGS = [
  'We asked 1,204 freelancers in five countries. Of all invoices, 58% were paid after the due date. The median delay was 12 days. Small clients paid faster than large ones.',
  'Invoices with a reminder three days before the due date were paid 9 days sooner than invoices without. A reminder after the due date shortened the wait by 2 days.',
  'Terms of one line were repeated correctly by most readers in our interviews. Terms of a paragraph were skipped. The amount, the date and one way to pay is all that people look for.',
  'Receipts that were photographed on the day were found again in 20 seconds on average. Receipts from a shoe box took 6 minutes, and one in nine was never found.',
  'Of 300 studios, 74 wrote quotes on the phone between two visits. They won 31% of them; those who answered on the next day won 19%.',
  'Bookkeepers told us that a month closes two days earlier when the client answers questions inside the invoice instead of by mail.',
] as const;
