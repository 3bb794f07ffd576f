/** Who races: an engine in a runtime, each in a process of its own, seen from the benchmark. */
import type { DrawnBytes } from '../engines/engine.ts';
import type { EngineName } from '../engines/names.ts';
import type { NetworkName } from '../networks.ts';

/** The images of a batch, by which contestants are compared before they are timed. */
export interface Drawing {
  /** `[batch, height, width, channels]` in [-1, 1]. */
  readonly pixels: Float32Array;
  readonly bytes?: DrawnBytes;
}

export interface Contestant {
  readonly engine: EngineName;
  readonly runtime: 'node' | 'workerd';
  /**
   * Loads a network and warms up.
   *
   * @returns nothing of a ceiling
   */
  prepare(network: NetworkName, batch: number, warmMs: number): Promise<Drawing | undefined>;
  /**
   * Milliseconds of one pass over the batch: the median of a turn's later half. Its first passes find
   * another engine's weights in the caches; a turn of one pass alone has nothing else.
   */
  turn(turnMs: number): Promise<number>;
  /** Ends the process. */
  dispose(): Promise<void>;
}
