/** Two versions side by side, on the same latents. */
import type { EdgePromise } from '../edge-promise.ts';
import type { ImageFile, WithFiles } from '../image-file.ts';
import { fileTypes } from '../media-type.ts';
import type { JsonRequest, Operation, Success } from '../operation.ts';
import { readFile, readFiles } from '../read-answer.ts';
import { request } from '../request.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';

const PATH = '/v1/comparisons';
type Compare = Operation<typeof PATH, 'post'>;

export type CompareParameters = JsonRequest<Compare>;
export type Comparison = WithFiles<Success<Compare>>;

export class Comparisons {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Pairs of images, with how far apart they are.
   *
   * @example
   * const { structuralSimilarity, pairs } = await edge.comparisons.create({
   *   models: ['fashion-mnist@latest', 'fashion-mnist'],
   *   n: 10,
   *   seed: 1,
   * });
   * console.log(structuralSimilarity, pairs.length);
   *
   * @throws BadRequestError for versions that have nothing to compare, and other kinds of ComfyEdgeError
   */
  create(parameters: CompareParameters, options?: RequestOptions): EdgePromise<Comparison> {
    return request(
      this.#transport,
      { method: 'post', path: PATH, json: parameters },
      (answer) => readFiles(answer, ['versions', 'pairs']),
      options,
    );
  }

  /** The same as a sheet: of each pair the first, the second, and what differs. @throws as `create` */
  file(parameters: CompareParameters, options?: RequestOptions): EdgePromise<ImageFile> {
    const accept = fileTypes[parameters.format ?? 'png'];
    return request(
      this.#transport,
      { method: 'post', path: PATH, accept, json: parameters },
      (answer) => readFile(answer, accept),
      options,
    );
  }
}
