/** Whose signatures a deployment believes: for keys with the scope `admin`. */
import type { components } from '@comfy-edge/contract';
import type { EdgePromise } from '../edge-promise.ts';
import { readJson } from '../read-answer.ts';
import { request } from '../request.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';
import type { Why } from './aliases.ts';

type Schemas = components['schemas'];
export type Publisher = Schemas['Publisher'];
export type RevokedPublisher = Schemas['RevokedPublisher'];
export type PublicKey = Schemas['PublicKey'];
export type AddPublisherParameters = Schemas['AddPublisherRequest'];

export class Publishers {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * All of them, also those that were revoked.
   *
   * @example
   * for (const { id, name } of await edge.publishers.list()) console.log(id, name);
   *
   * @throws ComfyEdgeError
   */
  list(options?: RequestOptions): EdgePromise<readonly Publisher[]> {
    return request(
      this.#transport,
      { method: 'get', path: '/v1/publishers' },
      (answer) => readJson(answer, ['publishers']).publishers,
      options,
    );
  }

  /**
   * Believes the public half of an Ed25519 key. Repeating it is harmless.
   * @throws BadRequestError also for a key that was revoked, and other kinds of ComfyEdgeError
   */
  add(parameters: AddPublisherParameters, options?: RequestOptions): EdgePromise<Publisher> {
    return request(
      this.#transport,
      { method: 'post', path: '/v1/publishers', json: parameters },
      (answer) => readJson(answer, ['id', 'key']),
      options,
    );
  }

  /**
   * Nothing of this publisher's can be published or promoted from now on. Repeating it is harmless.
   * @returns also where it is still served
   * @throws NotFoundError and other kinds of ComfyEdgeError
   */
  revoke(
    publisher: string,
    { reason }: Why = {},
    options?: RequestOptions,
  ): EdgePromise<RevokedPublisher> {
    const path = '/v1/publishers/{publisher}';
    return request(
      this.#transport,
      { method: 'delete', path, params: { publisher }, query: { reason } },
      (answer) => readJson(answer, ['publisher', 'serving']),
      options,
    );
  }
}
