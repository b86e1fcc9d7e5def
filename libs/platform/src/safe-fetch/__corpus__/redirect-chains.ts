import type { EgressRefusalCode } from '../safe-fetch.errors';

/** One answer of a chain: the page at `at` redirects to `to`. */
export interface RedirectStep {
  readonly at: string;
  readonly to: string;
  /** Default 302. */
  readonly status?: 301 | 302 | 303 | 307 | 308;
}

/** A chain that starts at its first step's `at` and must be refused after `visits` requests to public servers. */
export interface RedirectChain {
  readonly title: string;
  readonly steps: readonly RedirectStep[];
  readonly refused: EgressRefusalCode;
  readonly visits: number;
  /** Names that do not resolve to the public test address. */
  readonly answers?: Readonly<Record<string, readonly string[]>>;
}

const single = (title: string, to: string, refused: EgressRefusalCode = 'EGRESS_ADDRESS'): RedirectChain => ({
  title,
  steps: [{ at: 'http://start.example.com/', to }],
  refused,
  visits: 1,
});

export const REDIRECT_CHAINS: readonly RedirectChain[] = [
  single('to loopback', 'http://127.0.0.1/'),
  single('to the cloud metadata address', 'http://169.254.169.254/latest/meta-data/'),
  single('to IPv6 loopback', 'http://[::1]/'),
  single('to an IPv4-mapped address', 'http://[::ffff:127.0.0.1]/'),
  single('to a decimal address', 'http://2130706433/'),
  single('to a protocol-relative address', '//127.0.0.1/'),
  single('to a backslashed address', '\\\\127.0.0.1\\'),
  single('to a port', 'http://start.example.com:6379/', 'EGRESS_PORT'),
  single('to localhost', 'http://localhost/', 'EGRESS_HOST'),
  single('to a file', 'file:///etc/passwd', 'EGRESS_SCHEME'),
  single('to gopher', 'gopher://127.0.0.1:6379/_FLUSHALL', 'EGRESS_SCHEME'),
  single('to userinfo', 'http://user:password@start.example.com/', 'EGRESS_USERINFO'),
  single('to something unparseable', 'http://[::1/', 'EGRESS_REDIRECT'),
  {
    title: 'to a name that is private',
    steps: [{ at: 'http://start.example.com/', to: 'http://inside.example.com/' }],
    answers: { 'inside.example.com': ['10.0.0.1'] },
    refused: 'EGRESS_ADDRESS',
    visits: 1,
  },
  {
    title: 'to a name with one private address among public ones',
    steps: [{ at: 'http://start.example.com/', to: 'http://mixed.example.com/' }],
    answers: { 'mixed.example.com': ['93.184.216.34', '127.0.0.1'] },
    refused: 'EGRESS_ADDRESS',
    visits: 1,
  },
  {
    title: 'from https down to http',
    steps: [{ at: 'https://start.example.com/', to: 'http://start.example.com/' }],
    refused: 'EGRESS_REDIRECT_DOWNGRADE',
    visits: 1,
  },
  {
    title: 'two public hops, then loopback',
    steps: [
      { at: 'http://start.example.com/', to: 'http://second.example.com/' },
      { at: 'http://second.example.com/', to: '/third', status: 301 },
      { at: 'http://second.example.com/third', to: 'http://127.0.0.1/', status: 308 },
    ],
    refused: 'EGRESS_ADDRESS',
    visits: 3,
  },
  {
    title: 'a loop of one',
    steps: [{ at: 'http://start.example.com/', to: 'http://start.example.com/' }],
    refused: 'EGRESS_REDIRECT_LIMIT',
    visits: 4,
  },
  {
    title: 'a loop of two',
    steps: [
      { at: 'http://start.example.com/', to: 'http://second.example.com/', status: 307 },
      { at: 'http://second.example.com/', to: 'http://start.example.com/', status: 303 },
    ],
    refused: 'EGRESS_REDIRECT_LIMIT',
    visits: 4,
  },
  {
    title: 'four hops to a page that would be fine',
    steps: [
      { at: 'http://start.example.com/', to: '/1' },
      { at: 'http://start.example.com/1', to: '/2' },
      { at: 'http://start.example.com/2', to: '/3' },
      { at: 'http://start.example.com/3', to: '/page' },
    ],
    refused: 'EGRESS_REDIRECT_LIMIT',
    visits: 4,
  },
  {
    title: 'up to https, then to loopback on the TLS port',
    steps: [
      { at: 'http://start.example.com/', to: 'https://start.example.com/', status: 301 },
      { at: 'https://start.example.com/', to: 'https://127.0.0.1/', status: 307 },
    ],
    refused: 'EGRESS_ADDRESS',
    visits: 2,
  },
  {
    title: 'to metadata after seeing a permanent redirect of its own origin',
    steps: [
      { at: 'http://start.example.com/', to: '/moved', status: 308 },
      { at: 'http://start.example.com/moved', to: 'http://metadata.google.internal/computeMetadata/v1/' },
    ],
    refused: 'EGRESS_HOST',
    visits: 2,
  },
];
