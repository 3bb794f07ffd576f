/** Where images come from: whether one is what its receipt says, and the keys that sign receipts. */
import type { components } from '@comfy-edge/contract';
import type { EdgePromise } from '../edge-promise.ts';
import type { FileBody } from '../operation.ts';
import { bytesOf } from '../picture.ts';
import { readJson } from '../read-answer.ts';
import { request } from '../request.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';

export type Verification = components['schemas']['Verification'];
export type ReceiptKeys = components['schemas']['ReceiptKeys'];

/** A PNG, WebP, JPEG or animation of the service as bytes, image of this client or `Blob`; or a receipt alone. */
export type Evidence =
  | Uint8Array
  | { readonly bytes: Uint8Array }
  | Blob
  | { readonly receipt: string; readonly bytes?: never };

const PATH = '/v1/verifications';

export class Verifications {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Has the service make again what a receipt says, and name everything that differs.
   *
   * @example
   * const { images } = await edge.images.generate({ model: 'fashion-mnist', seed: 42 });
   * const { genuine, differences } = await edge.verifications.create(images[0]);
   *
   * @throws BadRequestError also for a file without a receipt, and other kinds of ComfyEdgeError
   */
  create(evidence: Evidence, options?: RequestOptions): EdgePromise<Verification> {
    const sent = isReceipt(evidence)
      ? { json: { receipt: evidence.receipt } }
      : { file: fileOf(evidence) };
    return request(
      this.#transport,
      { method: 'post', path: PATH, ...sent },
      (answer) => readJson(answer, ['genuine', 'differences']),
      options,
    );
  }

  /** The public keys that receipts are signed with; none where a deployment does not sign. @throws ComfyEdgeError */
  keys(options?: RequestOptions): EdgePromise<ReceiptKeys['keys']> {
    return request(
      this.#transport,
      { method: 'get', path: '/.well-known/comfy-edge-keys.json' },
      (answer) => readJson(answer, ['keys']).keys,
      options,
    );
  }
}

/** An image has both, and then the image is what is asked about. */
function isReceipt(evidence: Evidence): evidence is { readonly receipt: string } {
  return 'receipt' in evidence && !('bytes' in evidence);
}

async function fileOf(evidence: Exclude<Evidence, { receipt: string }>): Promise<FileBody> {
  const bytes = await bytesOf(evidence);
  return { bytes, mediaType: mediaTypeOf(bytes) };
}

/** By how the file begins; the service looks closer, also at a PNG that is animated. */
function mediaTypeOf([first]: Uint8Array): `image/${'png' | 'webp' | 'jpeg' | 'gif'}` {
  switch (first) {
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
