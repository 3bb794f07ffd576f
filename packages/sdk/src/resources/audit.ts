/** Who did what, when and why; for keys with the scope `admin`. */
import type { components } from '@comfy-edge/contract';
import type { Operation, Query } from '../operation.ts';
import { type PagedList, pagedList } from '../paged-list.ts';
import { readJson } from '../read-answer.ts';
import { request } from '../request.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';

export type AuditEntry = components['schemas']['AuditEntry'];
export type AuditParameters = Partial<Omit<Query<Operation<'/v1/audit', 'get'>>, 'cursor'>>;

export class Audit {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * The audit log, newest first. Iterating throws ComfyEdgeError.
   *
   * @example
   * for await (const entry of edge.audit.list({ action: 'alias.move' })) console.log(entry);
   */
  list(parameters: AuditParameters = {}, options?: RequestOptions): PagedList<AuditEntry> {
    const ask = (cursor: string | undefined) =>
      request(
        this.#transport,
        { method: 'get', path: '/v1/audit', query: { ...parameters, cursor } },
        (answer) => readJson(answer, ['entries']),
        options,
      );
    return pagedList(ask, (page) => page.entries);
  }
}
