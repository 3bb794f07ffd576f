/** Paths through the latent space: images, or an animation. */
import type { EdgePromise } from '../edge-promise.ts';
import type { ImageFile, WithFiles } from '../image-file.ts';
import { fileTypes } from '../media-type.ts';
import type { JsonRequest, Operation, Success } from '../operation.ts';
import { readFile, readFiles } from '../read-answer.ts';
import { request } from '../request.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';

const PATH = '/v1/interpolations';
type Interpolate = Operation<typeof PATH, 'post'>;

export type InterpolateParameters = JsonRequest<Interpolate>;
export type Interpolation = WithFiles<Success<Interpolate>>;

export class Interpolations {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * The images along a path through seeds, latents and classes, each as a file.
   *
   * @example
   * const { frames } = await edge.interpolations.create({
   *   model: 'fashion-mnist',
   *   class: 'sneaker',
   *   waypoints: [{ seed: 1 }, { seed: 2 }, { seed: 3 }],
   *   frames: 24,
   * });
   *
   * @throws BadRequestError for a path that cannot be walked, and other kinds of ComfyEdgeError
   */
  create(parameters: InterpolateParameters, options?: RequestOptions): EdgePromise<Interpolation> {
    return request(
      this.#transport,
      { method: 'post', path: PATH, json: parameters },
      (answer) => readFiles(answer, ['waypoints', 'frames']),
      options,
    );
  }

  /**
   * The same in one file: an animation (`apng`, unless `format` says `gif` or `webp`), or a contact sheet in a
   * still format.
   *
   * @example
   * const animation = await edge.interpolations.file({
   *   model: 'fashion-mnist',
   *   class: 'sneaker',
   *   waypoints: [{ seed: 1 }, { seed: 2 }],
   *   loop: true,
   *   format: 'gif',
   * });
   * console.log(animation.mediaType, animation.bytes.length);
   *
   * @throws BadRequestError for a path that cannot be walked, and other kinds of ComfyEdgeError
   */
  file(parameters: InterpolateParameters, options?: RequestOptions): EdgePromise<ImageFile> {
    const accept = fileTypes[parameters.format ?? 'apng'];
    return request(
      this.#transport,
      { method: 'post', path: PATH, accept, json: parameters },
      (answer) => readFile(answer, accept),
      options,
    );
  }
}
