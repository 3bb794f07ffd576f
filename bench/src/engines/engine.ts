/** What every contestant offers: a network made ready, then passes over one batch of latents. */
import type { Network } from '@comfy-edge/model';

/** One network, one class, one batch. */
export interface Workload {
  readonly network: Network;
  readonly classIndex: number;
  readonly batch: number;
  /** `[batch, latent]` f32. */
  readonly latents: Float32Array;
}

/** Images of a pass, in the layout that the engine computes in: rearranging them is not timed. */
export interface Images {
  readonly values: Float32Array;
  readonly layout: 'NHWC' | 'NCHW';
}

/** Both `[batch, height, width, channels]` u8, what the Worker would encode. */
export interface DrawnBytes {
  /** The whole batch at once. */
  readonly together: Uint8Array;
  /** One image after the other. */
  readonly alone: Uint8Array;
}

export interface Prepared {
  /** The whole batch, from latents in JavaScript's memory to pixels in [-1, 1] there: what is timed. */
  run(): Images | Promise<Images>;
  /** The batch as bytes, of an engine that promises the same ones everywhere: ours. */
  draw?(): DrawnBytes;
  dispose(): void | Promise<void>;
}

/** A machine ceiling makes no images: it only multiplies and adds as often as the network. */
export interface PreparedCeiling {
  run(): void;
  dispose(): void;
}

export type Prepare = (workload: Workload) => Promise<Prepared | PreparedCeiling>;
