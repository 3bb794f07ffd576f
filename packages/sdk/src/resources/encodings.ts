/** The way from a picture into the latent space. */
import type { EdgePromise } from '../edge-promise.ts';
import type { JsonRequest, Operation, Success } from '../operation.ts';
import { sendable, type WithPicture } from '../picture.ts';
import { readJson } from '../read-answer.ts';
import { request } from '../request.ts';
import type { RequestOptions, Transport } from '../transport/transport.ts';

const PATH = '/v1/encodings';
type Encode = Operation<typeof PATH, 'post'>;

export type EncodeParameters = WithPicture<JsonRequest<Encode>>;
export type Encoding = Success<Encode>;

export class Encodings {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * The latent of a picture: mean and deviation of each component.
   *
   * @example
   * const { images } = await edge.images.generate({ model: 'fashion-mnist', class: 'bag', seed: 1 });
   * const { mean, sigma } = await edge.encodings.create({ model: 'fashion-mnist', image: images[0] });
   * console.log(mean.length, sigma.length); // 64 64
   *
   * @throws BadRequestError for what is no picture, or a version without an encoder; and other kinds of
   *   ComfyEdgeError
   */
  create(parameters: EncodeParameters, options?: RequestOptions): EdgePromise<Encoding> {
    return request(
      this.#transport,
      { method: 'post', path: PATH, json: sendable(parameters) },
      (answer) => readJson(answer, ['mean', 'sigma']),
      options,
    );
  }
}
