/** What versions are made of, stored under its SHA-256; and what no version refers to any more. */
import type { components } from '@comfy-edge/contract';
import type { EdgePromise } from '../edge-promise.ts';
import type { JsonRequest, Operation } from '../operation.ts';
import { readJson } from '../read-answer.ts';
import { request } from '../request.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';

type Schemas = components['schemas'];

/** `created` is false where it was there already. */
export type StoredBlob = Schemas['StoredBlob'] & { readonly created: boolean };
export type GarbageCollection = Schemas['GarbageCollection'];
export type CollectGarbageParameters = JsonRequest<
  Operation<'/v1/blobs/garbage-collections', 'post'>
>;

export class Blobs {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Stores bytes under their SHA-256. Repeating it is harmless.
   * @throws BadRequestError where the bytes have another one, and other kinds of ComfyEdgeError
   */
  put(sha256: string, bytes: Uint8Array, options?: RequestOptions): EdgePromise<StoredBlob> {
    const file = { bytes: new Uint8Array(bytes), mediaType: 'application/octet-stream' };
    return request(
      this.#transport,
      { method: 'put', path: '/v1/blobs/{sha256}', params: { sha256 }, file },
      (answer) => ({ ...readJson(answer, ['sha256']), created: answer.status === 201 }),
      options,
    );
  }

  /**
   * Looks at a page of the object storage, and deletes what no version refers to; goes on at `nextCursor`, if
   * there is one. Repeating it is harmless.
   *
   * @example
   * const { examined, sizeBytes, nextCursor } = await edge.blobs.collectGarbage({ dryRun: true });
   * console.log(`${sizeBytes} bytes in ${examined} objects would go`);
   *
   * @throws ComfyEdgeError
   */
  collectGarbage(
    parameters: CollectGarbageParameters,
    options?: RequestOptions,
  ): EdgePromise<GarbageCollection> {
    return request(
      this.#transport,
      { method: 'post', path: '/v1/blobs/garbage-collections', json: parameters },
      (answer) => readJson(answer, ['examined', 'garbage']),
      options,
    );
  }
}
