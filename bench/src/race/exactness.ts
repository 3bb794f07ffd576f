/**
 * How exact the images are: the same bytes in every runtime and in every batch, and how far Winograd's
 * algorithms and f32 take them from the naive interpreter, whose sums are float64.
 */
import { compile, evaluate, type Network } from '@comfy-edge/model';
import { toBytes } from '@comfy-edge/runtime';
import type { DrawnBytes } from '../engines/engine.ts';
import type { Drawing } from './contestant.ts';

/** How far one drawing is from the reference. */
export interface Deviation {
  /** Images compared. */
  readonly images: number;
  /** Of a pixel in [-1, 1]. */
  readonly largestDifference: number;
  /** Of a byte. */
  readonly largestLevels: number;
  /** Bytes that are not the reference's. */
  readonly differentBytes: number;
  readonly comparedBytes: number;
}

export interface Exactness extends Deviation {
  readonly network: string;
  readonly batch: number;
  readonly batchEqualsAlone: boolean;
  readonly runtimesEqual: boolean;
}

/** Whether every drawing has the bytes of the first, drawn together and drawn alone. */
export function compareBytes(
  drawn: readonly DrawnBytes[],
): Pick<Exactness, 'batchEqualsAlone' | 'runtimesEqual'> {
  const [first] = drawn;
  return {
    batchEqualsAlone: drawn.every(({ together, alone }) => isEqual(together, alone)),
    runtimesEqual: drawn.every(({ together }) => isEqual(together, first?.together)),
  };
}

/**
 * @param drawing of `latents` `[batch, latent]`
 * @param images how many of the batch, since the reference takes its time
 */
export function compareWithReference(
  network: Network,
  classIndex: number,
  { pixels, bytes: { together } }: Required<Drawing>,
  latents: Float32Array,
  { batch, images }: { readonly batch: number; readonly images: number },
): Deviation {
  const latentSize = latents.length / batch;
  const size = pixels.length / batch;
  const compiled = compile(network);
  let largestDifference = 0;
  let largestLevels = 0;
  let differentBytes = 0;
  for (let image = 0; image < images; image++) {
    const latent = latents.subarray(image * latentSize, (image + 1) * latentSize);
    const meant = evaluate(compiled, latent, classIndex);
    const meantBytes = toBytes(meant);
    for (let i = 0; i < size; i++) {
      const at = image * size + i;
      const distance = Math.abs((pixels[at] ?? Number.NaN) - (meant[i] ?? Number.NaN));
      const levels = Math.abs((together[at] ?? Number.NaN) - (meantBytes[i] ?? Number.NaN));
      // Math.max keeps NaN, so that a missing pixel fails every bound.
      largestDifference = Math.max(largestDifference, distance);
      largestLevels = Math.max(largestLevels, levels);
      if (levels !== 0) differentBytes++;
    }
  }
  return { images, largestDifference, largestLevels, differentBytes, comparedBytes: images * size };
}

function isEqual(one: Uint8Array, other: Uint8Array | undefined): boolean {
  return one.length === other?.length && one.every((value, i) => value === other[i]);
}
