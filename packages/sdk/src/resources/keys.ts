/** API keys, for whoever has one with the scope `admin`. */
import type { components } from '@comfy-edge/contract';
import type { EdgePromise } from '../edge-promise.ts';
import type { OrUndefined } from '../operation.ts';
import { type PagedList, pagedList } from '../paged-list.ts';
import { readJson } from '../read-answer.ts';
import { request } from '../request.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';

type Schemas = components['schemas'];
export type Key = Schemas['Key'];
export type CreatedKey = Schemas['CreatedKey'];
export type CreateKeyParameters = OrUndefined<Schemas['CreateKeyRequest']>;

export interface ListKeysParameters {
  /** Keys per page, 1 to 100. */
  readonly limit?: number | undefined;
}

export class Keys {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Makes a key. Its text, `key`, is in this answer alone, so this is not repeated after a lost one: a key that
   * nobody knows opens nothing.
   *
   * @example
   * const { id, key } = await edge.keys.create({ name: 'web shop', scopes: ['images:write'] });
   *
   * @throws PermissionError without the scope `admin`, and other kinds of ComfyEdgeError
   */
  create(parameters: CreateKeyParameters, options?: RequestOptions): EdgePromise<CreatedKey> {
    return request(
      this.#transport,
      { method: 'post', path: '/v1/keys', json: parameters, retry: 'refused' },
      (answer) => readJson(answer, ['id', 'key']),
      options,
    );
  }

  /**
   * All keys, the newest first, also those that were revoked. Iterating throws ComfyEdgeError.
   *
   * @example
   * for await (const { id, name, revokedAt } of edge.keys.list()) console.log(id, name, revokedAt);
   */
  list({ limit }: ListKeysParameters = {}, options?: RequestOptions): PagedList<Key> {
    const ask = (cursor: string | undefined) =>
      request(
        this.#transport,
        { method: 'get', path: '/v1/keys', query: { limit, cursor } },
        (answer) => readJson(answer, ['keys']),
        options,
      );
    return pagedList(ask, (page) => page.keys);
  }

  /** What is known of a key, without its text. @throws NotFoundError and other kinds of ComfyEdgeError */
  get(id: string, options?: RequestOptions): EdgePromise<Key> {
    return request(
      this.#transport,
      { method: 'get', path: '/v1/keys/{id}', params: { id } },
      (answer) => readJson(answer, ['id', 'name', 'scopes']),
      options,
    );
  }

  /**
   * From now on no request with this key begins. Repeating it is harmless.
   *
   * @example
   * const { id } = await edge.keys.create({ name: 'lost', scopes: ['images:write'] });
   * const { revokedAt } = await edge.keys.revoke(id);
   *
   * @throws NotFoundError and other kinds of ComfyEdgeError
   */
  revoke(id: string, options?: RequestOptions): EdgePromise<Key> {
    return request(
      this.#transport,
      { method: 'delete', path: '/v1/keys/{id}', params: { id } },
      (answer) => readJson(answer, ['id', 'name', 'scopes']),
      options,
    );
  }
}
