/** Lists that come page by page: asked for as they are read, from the first page each time. */
import type { EdgePromise } from './edge-promise.ts';
import { malformed } from './read-answer.ts';

/**
 * Items one by one by `for await`, or page by page with `pages()`. Nothing is asked before.
 *
 * @example
 * for await (const model of edge.models.list()) console.log(model.name, model.latest);
 * for await (const page of edge.models.list({ limit: 50 }).pages()) console.log(page.length);
 */
export interface PagedList<Item> extends AsyncIterable<Item> {
  pages(): AsyncIterable<readonly Item[]>;
}

/** What every page says beside its items. */
interface Page {
  readonly nextCursor?: string;
}

/** @param ask the page at a cursor; the first where there is none */
export function pagedList<Body extends Page, Item>(
  ask: (cursor: string | undefined) => EdgePromise<Body>,
  itemsOf: (body: Body) => readonly Item[],
): PagedList<Item> {
  async function* pages(): AsyncGenerator<readonly Item[], void, void> {
    let cursor: string | undefined;
    do {
      const { data, response } = await ask(cursor).withResponse();
      const items = itemsOf(data);
      if (!Array.isArray(items)) throw malformed(response, 'a list of items', typeof items);
      if (data.nextCursor !== undefined && data.nextCursor === cursor) {
        throw malformed(response, 'a cursor that moves on', `${cursor} again`);
      }
      yield items;
      cursor = data.nextCursor;
    } while (cursor !== undefined);
  }
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const page of pages()) yield* page;
    },
  };
}
