import { PAGE_LIMITS, type Page, type PageRequest } from '@raptor/persistence';

/** Largest page, in bytes of JSON: an answer travels in one message, and that has 256 KiB. */
const MOST_BYTES = 250_000;

export interface PageAnswer<Item> {
  readonly items: Item[];
  readonly next_cursor: string | null;
}

/**
 * A page as the API answers it. Where the items that were asked for are too large to travel together it has fewer of them: `limit` is a most.
 * @param list the page of a list.
 */
export async function pageAnswer<Row, Item>(
  request: PageRequest,
  list: (request: PageRequest) => Promise<Page<Row>>,
  itemOf: (row: Row) => Item,
): Promise<PageAnswer<Item>> {
  for (let limit = request.limit ?? PAGE_LIMITS.usual; ; limit = Math.ceil(limit / 2)) {
    const page = await list({ ...request, limit });
    const answer = { items: page.items.map(itemOf), next_cursor: page.nextCursor };
    if (limit <= 1 || Buffer.byteLength(JSON.stringify(answer)) <= MOST_BYTES) return answer;
  }
}
