/** Pictures as a model sees them. */
import type { EdgePromise } from '../edge-promise.ts';
import type { ImageFile, WithFiles } from '../image-file.ts';
import { fileTypes } from '../media-type.ts';
import type { JsonRequest, Operation, Success } from '../operation.ts';
import { sendable, type WithPicture } from '../picture.ts';
import { readFile, readFiles } from '../read-answer.ts';
import { request } from '../request.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';

const PATH = '/v1/reconstructions';
type Reconstruct = Operation<typeof PATH, 'post'>;

export type ReconstructParameters = WithPicture<JsonRequest<Reconstruct>>;
export type Reconstruction = WithFiles<Success<Reconstruct>>;

export class Reconstructions {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * A picture, and what the model sees in it.
   *
   * @example
   * const { images } = await edge.images.generate({ model: 'fashion-mnist', class: 'bag', seed: 1 });
   * const { picture, reconstruction } = await edge.reconstructions.create({
   *   model: 'fashion-mnist',
   *   image: images[0], // or the bytes of a PNG, JPEG or WebP, a File, base64, a data URL
   * });
   * console.log(picture.dataUrl(), reconstruction.dataUrl());
   *
   * @throws BadRequestError for what is no picture, or a version without an encoder; and other kinds of
   *   ComfyEdgeError
   */
  create(parameters: ReconstructParameters, options?: RequestOptions): EdgePromise<Reconstruction> {
    return request(
      this.#transport,
      { method: 'post', path: PATH, json: sendable(parameters) },
      (answer) => readFiles(answer, ['picture', 'reconstruction']),
      options,
    );
  }

  /** The reconstruction alone, a PNG unless `format` says otherwise. @throws as `create` */
  file(parameters: ReconstructParameters, options?: RequestOptions): EdgePromise<ImageFile> {
    const accept = fileTypes[parameters.format ?? 'png'];
    return request(
      this.#transport,
      { method: 'post', path: PATH, accept, json: sendable(parameters) },
      (answer) => readFile(answer, accept),
      options,
    );
  }
}
