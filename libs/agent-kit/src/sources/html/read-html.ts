import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PageData } from '../../evidence/evidence';
import { type Look, lookOf } from './is-unseen';
import { areAlike } from './colours';
import { PageWriter } from './page-writer';
import {
  attributeOf,
  isElement,
  type MarkupElement,
  type MarkupNode,
  parseMarkup,
  pushReversed,
  rawTextOf,
} from './parse-markup';
import { StructuredReader } from './read-structured';
import { StyleSheet } from './style-sheet';
import { asLine, cut } from './visible-text';

export interface ReadPage {
  readonly title?: string;
  readonly data: PageData;
  /** Blocks, a line each. */
  readonly text: string;
  /** The page was longer, or dearer to read, than is read of one. */
  readonly isCut: boolean;
}

const PARSING_MS = 1_500;
const DEEPEST = 512;
const STEPS_WITHOUT_PAUSE = 10_000;

type Step =
  { readonly node: MarkupNode; readonly look: Look; readonly depth: number } | { readonly left: MarkupElement };

/**
 * What a person who opens the page could read of it, and what it says of itself to machines (description, language, JSON-LD): scripts,
 * comments, hidden elements, text of no size, off the screen or in the colour of its background, and characters of no width are left out.
 * That makes a page plain, not harmless: what it says is a stranger's word. Time and memory are bounded whatever the markup: 512 levels (a
 * browser's limit), 400,000 characters of text, 1.5 s of parsing.
 * @param url where it was found: links are resolved against it.
 */
export async function readHtml(html: string, url: string): Promise<ReadPage> {
  const { nodes, isCut } = await parseMarkup(html, { kind: 'html', atMostMs: PARSING_MS });
  const head = await readHead(nodes);
  const writer = new PageWriter(url);
  if (head.base !== undefined) writer.setBase(head.base);
  await walk(nodes, writer, new StyleSheet(head.css.join('\n')), head.isStyled);
  writer.end();
  const title = cut(asLine(writer.title), 500);
  const { headings, links, blocks, tables } = writer;
  const data: PageData = {
    ...(head.description && { description: head.description }),
    ...(head.language && { language: head.language }),
    headings,
    links,
    blocks,
    tables,
    structured: head.structured.objects,
  };
  return { ...(title && { title }), data, text: blocks.join('\n'), isCut: isCut || writer.isFull };
}

interface Head {
  readonly structured: StructuredReader;
  readonly css: string[];
  description?: string;
  language?: string;
  base?: string;
  /** Some style sheet has a say in colours. */
  isStyled: boolean;
}

/** What stands in elements that show no text, wherever they are. */
async function readHead(nodes: readonly MarkupNode[]): Promise<Head> {
  const head: Head = { structured: new StructuredReader(), css: [], isStyled: false };
  const waiting = nodes.toReversed();
  for (let steps = 1; waiting.length > 0; steps += 1) {
    const node = waiting.pop();
    if (steps % STEPS_WITHOUT_PAUSE === 0) await nextTurn();
    if (!node || !isElement(node)) continue;
    noteHead(node, head);
    pushReversed(waiting, node.children.filter(isElement));
  }
  return head;
}

function noteHead(element: MarkupElement, head: Head): void {
  switch (element.name) {
    case 'html':
      head.language ??= languageOf(attributeOf(element, 'lang'));
      break;
    case 'base':
      head.base ??= attributeOf(element, 'href');
      break;
    case 'style':
      head.isStyled = true;
      head.css.push(rawTextOf(element.children));
      break;
    case 'link':
      if (/\bstylesheet\b/i.test(attributeOf(element, 'rel') ?? '')) head.isStyled = true;
      break;
    case 'meta':
      if (/^(?:og:)?description$/i.test(attributeOf(element, 'name') ?? attributeOf(element, 'property') ?? ''))
        head.description ??= cut(asLine(attributeOf(element, 'content') ?? ''), 1_000);
      break;
    case 'script':
      if (/^application\/ld\+json\b/i.test(attributeOf(element, 'type')?.trim() ?? ''))
        head.structured.read(rawTextOf(element.children));
      break;
  }
}

function languageOf(lang: string | undefined): string | undefined {
  try {
    return lang && lang.length <= 35 ? Intl.getCanonicalLocales(lang.trim())[0] : undefined;
  } catch {
    return undefined;
  }
}

async function walk(
  nodes: readonly MarkupNode[],
  writer: PageWriter,
  sheet: StyleSheet,
  isStyled: boolean,
): Promise<void> {
  // Without any style sheet a page is black on white.
  const colours = { text: isStyled ? undefined : '0,0,0', background: isStyled ? undefined : '255,255,255' };
  const waiting: Step[] = [];
  const push = (children: readonly MarkupNode[], look: Look, depth: number): void => {
    pushReversed(
      waiting,
      children.map((node) => ({ node, look, depth })),
    );
  };
  push(nodes, { colours, isTooSmall: false }, 0);
  for (let steps = 1; waiting.length > 0 && !writer.isFull; steps += 1) {
    const step = waiting.pop();
    if (!step) return;
    if (steps % STEPS_WITHOUT_PAUSE === 0) await nextTurn();
    if ('left' in step) writer.leave(step.left);
    else if (isElement(step.node)) {
      const look = lookOf(step.node, step.look, sheet);
      if (!look || step.depth === DEEPEST) continue;
      writer.enter(step.node);
      waiting.push({ left: step.node });
      push(step.node.children, look, step.depth + 1);
    } else if (step.node.type === 'text' && !step.look.isTooSmall && !areAlike(step.look.colours)) {
      writer.write(step.node.data);
    }
  }
}
