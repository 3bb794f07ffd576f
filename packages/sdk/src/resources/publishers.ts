/** Whose signatures a deployment believes: for keys with the scope `admin`. */
import type { components } from '@comfy-edge/contract';
import { call, type Operation } from '../operation.ts';
import { readJson } from '../read-answer.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';
import type { Why } from './registry.ts';

type Schemas = components['schemas'];
export type Publisher = Schemas['Publisher'];
export type RevokedPublisher = Schemas['RevokedPublisher'];
export type PublicKey = Schemas['PublicKey'];

const LIST_PATH = '/v1/publishers';
const ONE_PATH = '/v1/publishers/{publisher}';

export class Publishers {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** All of them, also those that were revoked. @throws ComfyEdgeError */
  async list(options?: RequestOptions): Promise<readonly Publisher[]> {
    const answer = await call(this.#transport, { method: 'get', path: LIST_PATH }, options);
    return readJson<Operation<typeof LIST_PATH, 'get'>>(answer, ['publishers']).publishers;
  }

  /** Repeating it is harmless. @throws ComfyEdgeError also for a key that was revoked */
  async add(name: string, key: PublicKey, options?: RequestOptions): Promise<Publisher> {
    const body: Schemas['AddPublisherRequest'] = { name, key };
    const answer = await call(
      this.#transport,
      {
        method: 'post',
        path: LIST_PATH,
        contentType: 'application/json',
        body: JSON.stringify(body),
      },
      options,
    );
    return readJson<Operation<typeof LIST_PATH, 'post'>>(answer, ['id', 'key']);
  }

  /**
   * Nothing of this publisher's can be published or promoted from now on.
   * @returns also where it is still served
   * @throws NotFoundError and other kinds of ComfyEdgeError
   */
  async revoke(
    publisher: string,
    why: Why = {},
    options?: RequestOptions,
  ): Promise<RevokedPublisher> {
    const sent = { params: { publisher }, query: { ...why } };
    const operation = { method: 'delete', path: ONE_PATH, ...sent } as const;
    const answer = await call(this.#transport, operation, options);
    return readJson<Operation<typeof ONE_PATH, 'delete'>>(answer, ['publisher', 'serving']);
  }
}
