/** A page of any list of the API. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** For the page after it; null on the last. */
  readonly next_cursor: string | null;
}

interface PageQuery {
  readonly cursor?: string;
}

/**
 * The pages of a list, one after the other, each asked for when it is wanted:
 * `for await (const page of eachPage(api.campaigns.listCampaigns, { limit: 100 }))`.
 */
export async function* eachPage<Item, Query extends PageQuery>(
  list: (query?: Query) => Promise<Page<Item>>,
  query: Query = {} as Query,
): AsyncGenerator<readonly Item[], void, undefined> {
  let cursor: string | null | undefined = query.cursor;
  do {
    const page: Page<Item> = await list({ ...query, ...(cursor && { cursor }) });
    yield page.items;
    cursor = page.next_cursor;
  } while (cursor !== null);
}

/** The items of a list, from all its pages: `for await (const campaign of eachItem(api.campaigns.listCampaigns))`. */
export async function* eachItem<Item, Query extends PageQuery>(
  list: (query?: Query) => Promise<Page<Item>>,
  query?: Query,
): AsyncGenerator<Item, void, undefined> {
  for await (const items of eachPage(list, query)) yield* items;
}
