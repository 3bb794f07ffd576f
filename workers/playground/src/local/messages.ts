/** What the page and its worker tell each other. */
import type { GenerateParameters } from '@comfy-edge/sdk';

export interface DrawOrder {
  readonly url: string;
  readonly apiKey: string | undefined;
  /** Of the whole batch: image i has seed + i. */
  readonly parameters: GenerateParameters;
  /** Of the edge's images, in their order: their signatures are the one thing that cannot be made here. */
  readonly receipts: readonly (string | undefined)[];
}

interface DrawnImage {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly seed: number;
  readonly class: string;
  readonly width: number;
  readonly height: number;
  readonly format: string;
  readonly receipt: string;
}

export type Report =
  | { readonly type: 'drawn'; readonly images: readonly DrawnImage[]; readonly tookMs: number }
  | { readonly type: 'failed'; readonly code: string; readonly message: string };
