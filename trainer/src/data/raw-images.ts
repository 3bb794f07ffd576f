/** A data set whose images lie undecoded and of one size in one file, before resizing. */
import type { DataSetDescription } from './description.ts';
import type { RasterSize } from './image-form.ts';

export interface RawImages extends RasterSize {
  readonly description: DataSetDescription;
  readonly classes: readonly string[];
  readonly count: number;
  /** `[count]`, each below `classes.length`. */
  readonly labels: Uint8Array;
  /** Another one as soon as a file was touched. */
  readonly fingerprint: string;
  /** `[n, height, width, channels]` u8 for some n ≥ 1 at a time, in order, all of them. */
  parts(): AsyncIterable<Uint8Array>;
}
