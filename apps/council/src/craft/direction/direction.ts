import { ROSTER, type AgentCode, type CampaignChannel } from '@raptor/contracts';

export interface Statement {
  readonly text: string;
  readonly evidenceIds: readonly string[];
}

export interface Move {
  readonly ref: string;
  readonly name: string;
  readonly channel: string;
}

export interface DirectedAsset {
  ref: string;
  moveRef: string;
  kind: string;
  channel: string;
  title: string;
  author: AgentCode;
  promise: string;
  audience: string;
  proofPoints: { text: string; evidenceId: string }[];
  callToAction: string;
  keywords: string[];
  why: string;
}

interface Kind {
  readonly kind: string;
  readonly author: AgentCode;
  /** How many of it a move gets, each with another angle. */
  readonly variants: number;
}

/** What a channel shows, and who makes it. One row a channel. */
const KINDS: Readonly<Record<CampaignChannel, readonly Kind[]>> = {
  google_ads: [{ kind: 'search_ad', author: 'MUSE-002', variants: 2 }],
  google_search: [{ kind: 'article', author: 'MUSE-009', variants: 1 }],
  youtube: [],
  meta_ads: [
    { kind: 'ad', author: 'MUSE-002', variants: 2 },
    { kind: 'visual', author: 'MUSE-011', variants: 1 },
  ],
  facebook: [
    { kind: 'post', author: 'MUSE-022', variants: 1 },
    { kind: 'visual', author: 'MUSE-011', variants: 1 },
  ],
  instagram: [{ kind: 'visual', author: 'MUSE-011', variants: 1 }],
  linkedin_ads: [{ kind: 'ad', author: 'MUSE-002', variants: 2 }],
  linkedin: [
    { kind: 'post', author: 'MUSE-023', variants: 2 },
    { kind: 'visual', author: 'MUSE-011', variants: 1 },
  ],
  x: [
    { kind: 'thread', author: 'MUSE-025', variants: 2 },
    { kind: 'visual', author: 'MUSE-011', variants: 1 },
  ],
  tiktok: [],
  email: [{ kind: 'sequence', author: 'MUSE-004', variants: 2 }],
  sms: [{ kind: 'message', author: 'MUSE-003', variants: 1 }],
  blog: [
    { kind: 'article', author: 'MUSE-009', variants: 1 },
    { kind: 'visual', author: 'MUSE-011', variants: 1 },
  ],
  display: [{ kind: 'banner', author: 'MUSE-011', variants: 1 }],
};

const MOST_PROMISE = 160;
const MOST_PROOF = 4;

export interface Brief {
  readonly valueProps: readonly Statement[];
  readonly proofPoints: readonly Statement[];
  readonly callsToAction: readonly Statement[];
}

export interface Direction {
  readonly moves: readonly Move[];
  readonly brief: Brief;
  readonly goal: string;
  readonly company: string;
  readonly audience: string;
  readonly available: readonly string[];
  readonly atMost: number;
}

/** Which assets are made for which move, by whom, and with which of the proofs; two of a kind never argue alike. */
export function directed(task: Direction): { assets: DirectedAsset[]; leftOut: { moveRef: string; why: string }[] } {
  const promises = promisesOf(task);
  const said = saidCall(task);
  const call = said ?? `Try ${task.company}`;
  const assets: DirectedAsset[] = [];
  const leftOut: { moveRef: string; why: string }[] = [];
  for (const move of task.moves) {
    const kinds = KINDS[move.channel as CampaignChannel] ?? [];
    const makeable = kinds.filter(({ author }) => task.available.includes(author));
    if (makeable.length === 0)
      leftOut.push({ moveRef: move.ref, why: `Nobody who works for ${move.channel} is available` });
    for (const { kind, author, variants } of makeable)
      for (let variant = 0; variant < variants; variant += 1) {
        const at = assets.length;
        if (at >= task.atMost) {
          leftOut.push({ moveRef: move.ref, why: `No more than ${task.atMost} assets are made at a time` });
          break;
        }
        const letter = variants > 1 ? ` ${'ABC'.charAt(variant)}` : '';
        assets.push({
          ...{ ref: `asset-${at + 1}`, moveRef: move.ref, kind, channel: move.channel, author },
          title: `${move.name}: ${kind.replaceAll('_', ' ')}${letter}`.slice(0, 300),
          promise: promises[at % promises.length] ?? task.goal.slice(0, MOST_PROMISE),
          audience: task.audience.slice(0, 80),
          proofPoints: proofsOf(task, at),
          callToAction: call,
          keywords: keywordsOf(task),
          why: `${ROSTER[author]} works for ${move.channel.replaceAll('_', ' ')}; it argues from "${promises[at % promises.length] ?? task.goal.slice(0, 80)}".`,
        });
      }
  }
  const wordless = said === undefined ? callsWanted(task, assets, call) : [];
  return {
    assets: [...assets, ...wordless],
    leftOut: leftOut.filter(
      ({ moveRef, why }, at) => leftOut.findIndex((each) => each.moveRef === moveRef && each.why === why) === at,
    ),
  };
}

/** A benefit in a few words: what the company says it is worth, the shortest that says enough first; where it says nothing, the goal. */
function promisesOf({ brief, goal, company }: Direction): string[] {
  const texts = [...brief.valueProps]
    .map(({ text }) => plain(text))
    .filter((text) => text.length >= 8 && text.length <= MOST_PROMISE);
  const own = [...new Set(texts)].filter((text) => text.toLowerCase() !== company.toLowerCase());
  // What can stand within a sentence first: a few words without the company's name.
  const isPhrase = (text: string): boolean =>
    !text.toLowerCase().includes(company.toLowerCase()) && text.split(' ').length <= 8;
  const best = own.toSorted(
    (a, b) =>
      Number(isPhrase(b)) - Number(isPhrase(a)) ||
      Math.abs(a.length - 40) - Math.abs(b.length - 40) ||
      (a < b ? -1 : 1),
  );
  return best.length > 0 ? best.slice(0, 4) : [plain(goal).slice(0, MOST_PROMISE)];
}

/** Those of the brief, others first for each asset. */
function proofsOf({ brief }: Direction, at: number): DirectedAsset['proofPoints'] {
  const all = brief.proofPoints.flatMap(({ text, evidenceIds: [evidenceId] }) =>
    evidenceId && text.length <= 400 ? [{ text, evidenceId }] : [],
  );
  const turned = all.map((_proof, step) => all[(at + step) % all.length]).filter((each) => each !== undefined);
  return turned.slice(0, MOST_PROOF);
}

/** Words of links that lead on to reading and not to doing. */
const NO_CALL = /^(?:pricing|about|home|blog|contact|login|sign in|docs?|help)\b/i;

/** What the company asks people to do in its own words; undefined where nobody has found that it does. */
const saidCall = ({ brief }: Direction): string | undefined =>
  brief.callsToAction
    .map(({ text }) => plain(text))
    .find((text) => text.length >= 4 && text.length <= 60 && !NO_CALL.test(text));

/** Where a button can stand whose words are ours. */
const WITH_BUTTONS: ReadonlySet<string> = new Set(['linkedin', 'facebook', 'x', 'blog', 'google_search', 'meta_ads']);
const CALLS_AUTHOR = 'MUSE-003' satisfies AgentCode;

/** A choice of buttons for the first move that has any use for them, where the brief says nothing of what people are asked to do. */
function callsWanted(task: Direction, assets: readonly DirectedAsset[], call: string): DirectedAsset[] {
  const move = task.moves.find(({ channel }) => WITH_BUTTONS.has(channel));
  if (!move || assets.length >= task.atMost || !task.available.includes(CALLS_AUTHOR)) return [];
  return [
    {
      ...{ ref: `asset-${assets.length + 1}`, moveRef: move.ref, kind: 'call_to_action', channel: move.channel },
      ...{ author: CALLS_AUTHOR, title: `${move.name}: call to action`.slice(0, 300) },
      promise: promisesOf(task)[0] ?? task.goal.slice(0, MOST_PROMISE),
      ...{ audience: task.audience.slice(0, 80), proofPoints: proofsOf(task, assets.length), callToAction: call },
      keywords: keywordsOf(task),
      why: `The brief has no call to action: ${ROSTER[CALLS_AUTHOR]} finds words for it.`,
    },
  ];
}

const keywordsOf = ({ brief, company }: Direction): string[] => {
  const words = brief.valueProps.flatMap(({ text }) => text.toLowerCase().match(/\p{L}{5,}/gu) ?? []);
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .filter(([word]) => word !== company.toLowerCase())
    .toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .slice(0, 3)
    .map(([word]) => word);
};

const plain = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .replace(/[.!?]+$/u, '')
    .trim();
