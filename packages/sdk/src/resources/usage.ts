/** What keys have used. */
import type { components } from '@comfy-edge/contract';
import type { Operation, Query } from '../operation.ts';
import { type PagedList, pagedList } from '../paged-list.ts';
import { readJson } from '../read-answer.ts';
import { request } from '../request.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';

export type UsageRow = components['schemas']['Usage'];
export type UsageParameters = Partial<Omit<Query<Operation<'/v1/usage', 'get'>>, 'cursor'>>;

export class Usage {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Requests, images, errors and estimated CPU by day, key and model, the newest day first: of one's own key, or
   * of all for the scope `admin`. Iterating throws ComfyEdgeError.
   *
   * @example
   * for await (const { day, key, model, images } of edge.usage.list({ from: '2026-11-01' })) {
   *   console.log(day, key, model, images);
   * }
   */
  list(parameters: UsageParameters = {}, options?: RequestOptions): PagedList<UsageRow> {
    const ask = (cursor: string | undefined) =>
      request(
        this.#transport,
        { method: 'get', path: '/v1/usage', query: { ...parameters, cursor } },
        (answer) => readJson(answer, ['usage']),
        options,
      );
    return pagedList(ask, (page) => page.usage);
  }
}
