/**
 * A name whose answers change from one lookup to the next (the last is repeated). Its page redirects to itself
 * `redirects` times, so that each hop looks it up again. `dialled` is every address a connection may go to, in order.
 */
export interface RebindingName {
  readonly title: string;
  readonly lookups: readonly (readonly string[])[];
  readonly redirects: number;
  readonly dialled: readonly string[];
  readonly outcome: 'fetched' | 'refused';
}

const V4 = '93.184.216.34';
const V6 = '2606:2800:220:1:248:1893:25c8:1946';

export const REBINDING_NAMES: readonly RebindingName[] = [
  { title: 'public, then loopback', lookups: [[V4], ['127.0.0.1']], redirects: 0, dialled: [V4], outcome: 'fetched' },
  { title: 'public, then IPv6 loopback', lookups: [[V4], ['::1']], redirects: 0, dialled: [V4], outcome: 'fetched' },
  {
    title: 'public IPv6, then loopback',
    lookups: [[V6], ['127.0.0.1']],
    redirects: 0,
    dialled: [V6],
    outcome: 'fetched',
  },
  {
    title: 'public, then metadata',
    lookups: [[V4], ['169.254.169.254']],
    redirects: 0,
    dialled: [V4],
    outcome: 'fetched',
  },
  {
    title: 'public, then mapped loopback',
    lookups: [[V4], ['::ffff:127.0.0.1']],
    redirects: 0,
    dialled: [V4],
    outcome: 'fetched',
  },
  { title: 'loopback at once', lookups: [['127.0.0.1'], [V4]], redirects: 0, dialled: [], outcome: 'refused' },
  {
    title: 'public and loopback together',
    lookups: [[V4, '127.0.0.1']],
    redirects: 0,
    dialled: [],
    outcome: 'refused',
  },
  {
    title: 'loopback and public together',
    lookups: [['::1', V6], [V6]],
    redirects: 0,
    dialled: [],
    outcome: 'refused',
  },
  {
    title: 'loopback at the redirect to itself',
    lookups: [[V4], ['127.0.0.1']],
    redirects: 1,
    dialled: [V4],
    outcome: 'refused',
  },
  {
    title: 'private at the second redirect',
    lookups: [[V4], [V6], ['10.0.0.1']],
    redirects: 2,
    dialled: [V4, V6],
    outcome: 'refused',
  },
  {
    title: 'another public address at each hop',
    lookups: [[V4], [V6], [V4], ['127.0.0.1']],
    redirects: 2,
    dialled: [V4, V6, V4],
    outcome: 'fetched',
  },
  {
    title: 'NAT64 of metadata at the redirect',
    lookups: [[V4], ['64:ff9b::a9fe:a9fe']],
    redirects: 1,
    dialled: [V4],
    outcome: 'refused',
  },
];
