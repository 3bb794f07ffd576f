/** What each of the two layouts' loaders makes of a folder. */
import type { DataSetDescription } from './description.ts';
import type { RasterSize } from './resize.ts';

export type Split = 'train' | 'test';

/** What a layout's loader returns, before resizing. */
export interface RawImages extends RasterSize {
  readonly name: string;
  readonly description: DataSetDescription;
  readonly classes: readonly string[];
  readonly count: number;
  /** `[count, height, width, channels]` u8. */
  readonly pixels: Uint8Array;
  /** `[count]`, each below `classes.length`. */
  readonly labels: Uint8Array | Uint16Array;
}
