/** Where images come from: whether one is what its receipt says, and the keys that sign receipts. */
import type { components } from '@comfy-edge/contract';
import { call, type Operation } from '../operation.ts';
import { readJson } from '../read-answer.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';

export type Verification = components['schemas']['Verification'];
export type ReceiptKeys = components['schemas']['ReceiptKeys'];

export class Receipts {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Has the service make again what a receipt says, and name everything that differs.
   *
   * @param evidence a PNG, WebP, JPEG or animation of the service, or a receipt alone
   * @throws ComfyEdgeError also for a file without a receipt
   */
  async verify(
    evidence: Uint8Array<ArrayBuffer> | { readonly receipt: string },
    options?: RequestOptions,
  ): Promise<Verification> {
    const isFile = evidence instanceof Uint8Array;
    const answer = await call(
      this.#transport,
      {
        ...{ method: 'post', path: '/v1/verifications' },
        contentType: isFile ? fileType(evidence) : 'application/json',
        body: isFile ? evidence : JSON.stringify({ receipt: evidence.receipt }),
      },
      options,
    );
    return readJson<Operation<'/v1/verifications', 'post'>>(answer, ['genuine', 'differences']);
  }

  /** @throws ComfyEdgeError */
  async keys(options?: RequestOptions): Promise<ReceiptKeys['keys']> {
    const path = '/.well-known/comfy-edge-keys.json';
    const answer = await call(this.#transport, { method: 'get', path }, options);
    return readJson<Operation<typeof path, 'get'>>(answer, ['keys']).keys;
  }
}

/** By how the file begins; the service looks closer, also at a PNG that is animated. */
function fileType(file: Uint8Array): `image/${'png' | 'webp' | 'jpeg' | 'gif'}` {
  switch (file[0]) {
    case 0xff:
      return 'image/jpeg';
    case 0x52:
      return 'image/webp';
    case 0x47:
      return 'image/gif';
    default:
      return 'image/png';
  }
}
