import type { PageData } from '../../evidence/evidence';
import { attributeOf, isElement, type MarkupElement } from './parse-markup';
import { asLine, cut } from './visible-text';
import { webAddress } from '../web/web-address';

const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ' +
    'head header hgroup hr html legend li main menu nav ol optgroup p pre search section summary table tbody td tfoot th thead tr caption ul'
  ).split(' '),
);
const HEADING = /^h([1-6])$/;

/** What is kept of a page at most. Counts, and characters. */
const MOST = {
  text: 400_000,
  line: 20_000,
  headings: 500,
  heading: 500,
  links: 1_000,
  linkText: 300,
  tables: 50,
  rows: 500,
  cells: 40,
  cell: 1_000,
} as const;

interface Row {
  readonly cells: string[];
  /** Its cells are one line together; otherwise they hold blocks of their own. */
  readonly isLine: boolean;
}

interface Table {
  readonly rows: string[][];
  row?: Row | undefined;
  cell?: string | undefined;
}

/** Takes the elements and texts of a page in reading order and makes what is kept of it. Every call costs about the same. */
export class PageWriter {
  readonly headings: PageData['headings'][number][] = [];
  readonly links: PageData['links'][number][] = [];
  readonly blocks: string[] = [];
  readonly tables: string[][][] = [];
  title = '';
  private readonly seenLinks = new Set<string>();
  private readonly openTables: Table[] = [];
  private line = '';
  private written = 0;
  private heading: { readonly level: PageData['headings'][number]['level']; text: string } | undefined;
  private link: { readonly element: MarkupElement; readonly url: string; text: string } | undefined;
  private titleOf: MarkupElement | undefined;
  private base: string;

  constructor(private readonly url: string) {
    this.base = url;
  }

  get isFull(): boolean {
    return this.written >= MOST.text;
  }

  /** The address against which the page's links are meant; the first one counts. */
  setBase(href: string): void {
    if (this.base === this.url) this.base = webAddress(href, this.url) ?? this.url;
  }

  enter(element: MarkupElement): void {
    const { name } = element;
    if (name === 'br') this.write(' ');
    if (BLOCKS.has(name)) this.endLine();
    if (name === 'title' && this.title === '') this.titleOf = element;
    const level = HEADING.exec(name)?.[1];
    if (level !== undefined) this.heading = { level: Number(level) as 1, text: '' };
    if (name === 'a') this.enterLink(element);
    if (name === 'table') this.openTables.push({ rows: [] });
    const table = this.openTables.at(-1);
    if (name === 'tr' && table) table.row = { cells: [], isLine: isOneLine(element) };
    if ((name === 'td' || name === 'th') && table?.row) table.cell = '';
  }

  write(text: string): void {
    if (this.titleOf) {
      if (this.title.length < MOST.heading) this.title += text;
      return;
    }
    const table = this.openTables.at(-1);
    if (table?.cell !== undefined && table.cell.length < MOST.cell) table.cell += text;
    if (this.heading && this.heading.text.length < MOST.heading) this.heading.text += text;
    if (this.link && this.link.text.length < MOST.linkText) this.link.text += text;
    if (table?.row?.isLine && table.cell !== undefined) return;
    this.line += text;
    if (this.line.length > MOST.line) this.endLine();
  }

  leave(element: MarkupElement): void {
    const { name } = element;
    if (element === this.titleOf) this.titleOf = undefined;
    if (element === this.link?.element) this.endLink();
    if (HEADING.test(name)) this.endHeading();
    if (BLOCKS.has(name)) this.endLine();
    if (name === 'td' || name === 'th') this.endCell();
    if (name === 'tr') this.endRow();
    if (name === 'table') this.endTable();
  }

  /** After the last element; and again does no harm. */
  end(): void {
    this.endLine();
  }

  private enterLink(element: MarkupElement): void {
    this.endLink();
    const url = webAddress(attributeOf(element, 'href'), this.base);
    if (url !== undefined && url !== this.url) this.link = { element, url, text: '' };
  }

  private endLink(): void {
    const link = this.link;
    this.link = undefined;
    if (!link || this.seenLinks.has(link.url) || this.links.length === MOST.links) return;
    this.seenLinks.add(link.url);
    this.links.push({ url: link.url, text: cut(asLine(link.text), MOST.linkText) });
  }

  private endHeading(): void {
    const heading = this.heading;
    this.heading = undefined;
    const text = cut(asLine(heading?.text ?? ''), MOST.heading);
    if (heading && text !== '' && this.headings.length < MOST.headings)
      this.headings.push({ level: heading.level, text });
  }

  private endLine(): void {
    const line = this.line;
    this.line = '';
    this.keepBlock(asLine(line));
  }

  private keepBlock(block: string): void {
    if (block === '' || this.isFull) return;
    this.blocks.push(cut(block, MOST.text - this.written));
    this.written += block.length + 1;
  }

  private endCell(): void {
    const table = this.openTables.at(-1);
    if (table?.cell === undefined) return;
    if (table.row && table.row.cells.length < MOST.cells) table.row.cells.push(cut(asLine(table.cell), MOST.cell));
    table.cell = undefined;
  }

  private endRow(): void {
    const table = this.openTables.at(-1);
    const row = table?.row;
    if (!table || !row) return;
    table.row = undefined;
    if (row.isLine) this.keepBlock(row.cells.filter(Boolean).join(' | '));
    if (row.cells.some(Boolean) && table.rows.length < MOST.rows) table.rows.push(row.cells);
  }

  private endTable(): void {
    const table = this.openTables.pop();
    const isTable = table?.rows.some((row) => row.length > 1);
    if (table && isTable && this.tables.length < MOST.tables) this.tables.push(table.rows);
  }
}

/** Whether no cell has a block of its own: then the row is read as a line. */
const isOneLine = (row: MarkupElement): boolean =>
  row.children.every(
    (cell) => !isElement(cell) || cell.children.every((part) => !isElement(part) || !BLOCKS.has(part.name)),
  );
