/**
 * How a layer's kernels reach the tensor of a call: where it lies, through tables that follow it
 * (`relocation.ts`), or, if its channels do not fill whole panels of 8, through a copy that does.
 */
import { type Address, type GenerationKernels, pitchOf } from '@comfy-edge/kernels';
import type { Engine } from '../boot.ts';
import { type Region, relocation } from './relocation.ts';

/** What a layer reads or writes at a time: f32 `[pixels, channels]`. */
export interface Image {
  readonly pixels: number;
  readonly channels: number;
  /** What the tables were written for: the copy, or a place where nothing is. */
  readonly start: Address;
  readonly isCopy: boolean;
}

type Access = (tensor: Address) => void;

/** To be called before the kernels run. */
export function accessInput({ kernels, memory }: Engine, tables: Region, image: Image): Access {
  if (!image.isCopy) return relocation(memory, tables, regionOf(image));
  const { start, channels, pixels } = image;
  return (tensor) =>
    copyRows(kernels, pixels, channels, tensor, channels, start, pitchOf(channels));
}

/** To be called before they run, and after. */
export function accessOutput(
  { kernels, memory }: Engine,
  tables: Region,
  image: Image,
): { readonly before: Access; readonly after: Access } {
  const nothing = () => {};
  if (!image.isCopy) {
    return { before: relocation(memory, tables, regionOf(image)), after: nothing };
  }
  const { start, channels, pixels } = image;
  const after: Access = (tensor) =>
    copyRows(kernels, pixels, channels, start, pitchOf(channels), tensor, channels);
  return { before: nothing, after };
}

function regionOf({ start, pixels, channels }: Image): Region {
  return { start, sizeBytes: 4 * pixels * channels };
}

/** Rows of `size` values from one pitch to another; what fills them up is zero. */
function copyRows(
  kernels: GenerationKernels,
  rows: number,
  size: number,
  from: Address,
  fromPitch: number,
  to: Address,
  toPitch: number,
): void {
  kernels.stageFloats(from, to, 1, rows, size, fromPitch, 1, toPitch);
}
