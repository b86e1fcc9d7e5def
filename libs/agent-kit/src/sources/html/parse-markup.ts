import { setImmediate as nextTurn } from 'node:timers/promises';
import { stringStream, type Cheerio, type CheerioAPI } from 'cheerio';

/** A node of a parsed document, whatever its kind. */
export type MarkupNode = DocumentOf<ReturnType<CheerioAPI['root']>>['children'][number];
type DocumentOf<Root> = Root extends Cheerio<infer Document> ? Document : never;
export type MarkupElement = Extract<MarkupNode, { readonly attribs: unknown }>;

export interface ParsedMarkup {
  /** The top of the document. */
  readonly nodes: readonly MarkupNode[];
  /** The time was over before the end: what comes after is not there. */
  readonly isCut: boolean;
}

export interface ParseOptions {
  readonly kind: 'html' | 'xml';
  /** Parsing alone, without the pauses between parts. Honest megabytes take a fraction of a second. */
  readonly atMostMs: number;
}

const PART_CHARACTERS = 16_384;

/**
 * Parses markup in parts and lets other work run between them; gives up after `atMostMs`, for markup can be made to cost its square
 * (100,000 nested elements). htmlparser2 and not parse5, which cheerio's `load` would take: that one needs minutes for such a page,
 * and repeats unclosed elements without bound. No entity that a document declares is expanded, and nothing outside it is loaded.
 */
export async function parseMarkup(markup: string, { kind, atMostMs }: ParseOptions): Promise<ParsedMarkup> {
  let document: CheerioAPI | undefined;
  let failure: unknown;
  const parser = stringStream({ xml: { xmlMode: kind === 'xml', decodeEntities: true } }, (error, parsed) => {
    failure = error;
    document = parsed;
  });
  let spentMs = 0;
  let at = 0;
  for (; at < markup.length && spentMs < atMostMs; at += PART_CHARACTERS) {
    const begun = performance.now();
    parser.write(markup.slice(at, at + PART_CHARACTERS));
    spentMs += performance.now() - begun;
    await nextTurn();
  }
  await new Promise<void>((resolve) => parser.end(resolve));
  if (!document) throw failure ?? new Error('The parser ended without a document');
  return { nodes: document.root().toArray()[0]?.children ?? [], isCut: at < markup.length };
}

export const isElement = (node: MarkupNode): node is MarkupElement => 'attribs' in node;

/** An attribute, never something that objects have by themselves. */
export const attributeOf = (element: MarkupElement, name: string): string | undefined =>
  Object.hasOwn(element.attribs, name) ? element.attribs[name] : undefined;

/** All text below some nodes, without recursion: documents can be deeper than the stack. */
export function rawTextOf(nodes: readonly MarkupNode[], atMost = 1_000_000): string {
  const parts: string[] = [];
  let length = 0;
  const waiting = nodes.toReversed();
  for (let node = waiting.pop(); node && length < atMost; node = waiting.pop()) {
    if ('data' in node && node.type === 'text') {
      parts.push(node.data);
      length += node.data.length;
    } else if ('children' in node) pushReversed(waiting, node.children);
  }
  return parts.join('').slice(0, atMost);
}

/** For walks that take the last one first. Not a spread: a million arguments do not fit the stack. */
export function pushReversed<Node>(waiting: Node[], nodes: readonly Node[]): void {
  for (let at = nodes.length - 1; at >= 0; at -= 1) waiting.push(nodes[at] as Node);
}
