/** `images.generate` from two sides: the service and the replay of it, the second where the first cannot. */
import type { ComfyEdge } from '../comfy-edge.ts';
import type { GenerateParameters, GenerateResult } from '../resources/images.ts';
import type { RequestOptions } from '../transport/transport.ts';
import { isUnreachable } from './notes.ts';
import type { Replay } from './replay.ts';
import { isReplayError, ReplayError } from './replay-error.ts';

export interface OfflineOptions {
  /** Who makes the images where both can: the service, unless told otherwise. */
  readonly prefer?: 'edge' | 'replay' | undefined;
}

export interface OfflineResult extends GenerateResult {
  readonly madeBy: 'edge' | 'replay';
}

export class OfflineImages {
  readonly #edge: ComfyEdge;
  readonly #replay: Pick<Replay, 'generate'>;
  readonly #prefer: 'edge' | 'replay';

  constructor(
    edge: ComfyEdge,
    replay: Pick<Replay, 'generate'>,
    { prefer = 'edge' }: OfflineOptions,
  ) {
    this.#edge = edge;
    this.#replay = replay;
    this.#prefer = prefer;
  }

  /**
   * As `edge.images.generate`, from whoever can.
   *
   * @throws ReplayError, ConnectionError where the service cannot be reached and nothing can be drawn here either
   * @throws ComfyEdgeError for all else that the service refuses
   */
  async generate(parameters: GenerateParameters, options?: RequestOptions): Promise<OfflineResult> {
    return this.#prefer === 'edge'
      ? this.#edgeFirst(parameters, options)
      : this.#replayFirst(parameters, options);
  }

  async #edgeFirst(
    parameters: GenerateParameters,
    options: RequestOptions | undefined,
  ): Promise<OfflineResult> {
    try {
      return { ...(await this.#edge.images.generate(parameters, options)), madeBy: 'edge' };
    } catch (cause) {
      if (!isUnreachable(cause)) throw cause;
      try {
        return { ...(await this.#replay.generate(parameters)), madeBy: 'replay' };
      } catch (error) {
        if (isReplayError(error)) throw new ReplayError(error.code, error.message, { cause });
        // What was never fetched is asked for in vain again: that the service is away is the reason.
        throw error;
      }
    }
  }

  async #replayFirst(
    parameters: GenerateParameters,
    options: RequestOptions | undefined,
  ): Promise<OfflineResult> {
    try {
      return { ...(await this.#replay.generate(parameters)), madeBy: 'replay' };
    } catch (error) {
      if (!isReplayError(error)) throw error;
      return { ...(await this.#edge.images.generate(parameters, options)), madeBy: 'edge' };
    }
  }
}
