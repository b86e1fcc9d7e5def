import { readHtml } from './html/read-html';
import {
  attributeOf,
  isElement,
  type MarkupElement,
  type MarkupNode,
  parseMarkup,
  rawTextOf,
} from './html/parse-markup';
import { asLine, cut } from './html/visible-text';
import { webAddress } from './web/web-address';

/** What a feed is read from. Many are sent as plain text or HTML. */
export const FEED_TYPES: readonly string[] = [
  'application/rss+xml',
  'application/atom+xml',
  'application/rdf+xml',
  'application/xml',
  'text/xml',
  'text/plain',
  'text/html',
];

export interface FeedEntry {
  /** Of the entry, or of the feed where the entry names none. */
  readonly url: string;
  readonly title?: string;
  /** Plain; what hides from people is taken out of it as of a page. */
  readonly text: string;
  /** ISO 8601. */
  readonly publishedAt?: string;
  readonly author?: string;
}

const PARSING_MS = 1_500;
const LONGEST_TEXT = 20_000;

/** The entries of an RSS 2.0, RSS 1.0 (RDF) or Atom feed, in its order, `atMost` of them; undefined for what is no feed. */
export async function readFeed(xml: string, feedUrl: string, atMost: number): Promise<FeedEntry[] | undefined> {
  const { nodes } = await parseMarkup(xml, { kind: 'xml', atMostMs: PARSING_MS });
  const root = elementsIn(nodes).find((element) => ['rss', 'rdf', 'feed'].includes(nameOf(element)));
  if (!root) return undefined;
  const channels = nameOf(root) === 'rss' ? childrenOf(root, 'channel') : [root];
  const entries = channels.flatMap((channel) => [...childrenOf(channel, 'item'), ...childrenOf(channel, 'entry')]);
  const read: FeedEntry[] = [];
  for (const entry of entries.slice(0, atMost)) read.push(await readEntry(entry, feedUrl));
  return read;
}

async function readEntry(entry: MarkupElement, feedUrl: string): Promise<FeedEntry> {
  const markup = firstText(entry, ['encoded', 'content', 'description', 'summary', 'subtitle']);
  const { text: body } = await readHtml(markup, feedUrl);
  const { text: title } = await readHtml(firstText(entry, ['title']), feedUrl);
  const author = cut(asLine(authorOf(entry)), 200);
  const publishedAt = isoTime(firstText(entry, ['pubdate', 'published', 'updated', 'date', 'modified']));
  return {
    url: addressOf(entry, feedUrl),
    ...(title && { title: cut(asLine(title), 500) }),
    text: cut([asLine(title), body].filter(Boolean).join('\n'), LONGEST_TEXT),
    ...(publishedAt && { publishedAt }),
    ...(author && { author }),
  };
}

/** Atom names an address in an attribute, RSS in the text of `link` or in a `guid` that is one. */
function addressOf(entry: MarkupElement, feedUrl: string): string {
  const links = childrenOf(entry, 'link');
  const alternate = links.find(
    (link) => (attributeOf(link, 'rel') ?? 'alternate') === 'alternate' && attributeOf(link, 'href'),
  );
  const guid = childrenOf(entry, 'guid').find((element) => attributeOf(element, 'isPermaLink') !== 'false');
  const references = [
    alternate && attributeOf(alternate, 'href'),
    ...links.map((link) => rawTextOf(link.children)),
    guid && rawTextOf(guid.children),
  ];
  const addresses = references.map((reference) => webAddress(reference, feedUrl));
  return addresses.find(Boolean) ?? feedUrl;
}

const authorOf = (entry: MarkupElement): string => {
  const author = childrenOf(entry, 'author')[0];
  const name = author && childrenOf(author, 'name')[0];
  return rawTextOf((name ?? author)?.children ?? childrenOf(entry, 'creator')[0]?.children ?? [], 500);
};

const firstText = (entry: MarkupElement, names: readonly string[]): string => {
  for (const name of names) {
    const text = rawTextOf(childrenOf(entry, name)[0]?.children ?? []);
    if (text.trim() !== '') return text;
  }
  return '';
};

/** RFC 822 or ISO 8601 in, ISO 8601 out; undefined for what is no time. */
function isoTime(text: string): string | undefined {
  const time = Date.parse(text.trim());
  return Number.isNaN(time) || Math.abs(time) > Date.UTC(9999, 11) ? undefined : new Date(time).toISOString();
}

const elementsIn = (nodes: readonly MarkupNode[]): MarkupElement[] => nodes.filter(isElement);

const childrenOf = (element: MarkupElement, name: string): MarkupElement[] =>
  elementsIn(element.children).filter((child) => nameOf(child) === name);

/** Without the prefix of its namespace: `content:encoded` is `encoded`, `rdf:RDF` is `rdf`. */
const nameOf = ({ name }: MarkupElement): string => name.slice(name.indexOf(':') + 1).toLowerCase();
