/** Pictures like one picture. */
import type { EdgePromise } from '../edge-promise.ts';
import type { ImageFile, WithFiles } from '../image-file.ts';
import { fileTypes } from '../media-type.ts';
import type { JsonRequest, Operation, Success } from '../operation.ts';
import { sendable, type WithPicture } from '../picture.ts';
import { readFile, readFiles } from '../read-answer.ts';
import { request } from '../request.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';

const PATH = '/v1/variations';
type Vary = Operation<typeof PATH, 'post'>;

export type VaryParameters = WithPicture<JsonRequest<Vary>>;
export type VariationsResult = WithFiles<Success<Vary>>;

export class Variations {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Images around the latent of a picture; `strength` says how far around.
   *
   * @example
   * const { images } = await edge.images.generate({ model: 'fashion-mnist', class: 'bag', seed: 1 });
   * const varied = await edge.variations.create({
   *   model: 'fashion-mnist',
   *   image: images[0],
   *   strength: 0.3,
   *   n: 8,
   * });
   * for (const image of varied.images) console.log(image.seed, image.dataUrl());
   *
   * @throws BadRequestError for what is no picture, or a version without an encoder; and other kinds of
   *   ComfyEdgeError
   */
  create(parameters: VaryParameters, options?: RequestOptions): EdgePromise<VariationsResult> {
    return request(
      this.#transport,
      { method: 'post', path: PATH, json: sendable(parameters) },
      (answer) => readFiles(answer, ['picture', 'images']),
      options,
    );
  }

  /** The same as a contact sheet, or the image itself for `n: 1`. @throws as `create` */
  file(parameters: VaryParameters, options?: RequestOptions): EdgePromise<ImageFile> {
    const accept = fileTypes[parameters.format ?? 'png'];
    return request(
      this.#transport,
      { method: 'post', path: PATH, accept, json: sendable(parameters) },
      (answer) => readFile(answer, accept),
      options,
    );
  }
}
