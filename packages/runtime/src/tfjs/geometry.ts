/**
 * The numbers of a convolution or of its transpose, and the phases that the kernels compute. A matrix
 * product is the convolution of an image one pixel high by a filter of one tap; with its right side
 * transposed, the transposed one.
 *
 * `plan/convolution-of.ts` does the same for published graphs, which know `same` padding and one stride
 * alone; tfjs pads as it is told, crops as it is told, and strides differ by direction.
 */
import type { Convolution, PhaseAxis } from '@comfy-edge/kernels';
import type { backend_util } from '@tensorflow/tfjs-core';

/** Input `[images, height, width, channels]`, output `[images, outHeight, outWidth, filters]`. */
export interface Geometry {
  /** Then the filter is `[kernelHeight, kernelWidth, filters, channels]`. */
  readonly isTransposed: boolean;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly filters: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  /** Zeros before the input of the convolution, or pixels cut off before the output of its transpose. */
  readonly top: number;
  readonly left: number;
}

export function convolutionGeometry(info: backend_util.Conv2DInfo): Geometry {
  return {
    isTransposed: false,
    height: info.inHeight,
    width: info.inWidth,
    channels: info.inChannels,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    filters: info.outChannels,
    ...windowOf(info),
  };
}

/** @param info of the convolution whose transpose is meant: its output is the input here */
export function transposedGeometry(info: backend_util.Conv2DInfo): Geometry {
  return {
    isTransposed: true,
    height: info.outHeight,
    width: info.outWidth,
    channels: info.outChannels,
    outHeight: info.inHeight,
    outWidth: info.inWidth,
    filters: info.inChannels,
    ...windowOf(info),
  };
}

/** @param isTransposed whether the right side is `[columns, depth]` */
export function productGeometry(
  rows: number,
  depth: number,
  columns: number,
  isTransposed: boolean,
): Geometry {
  return {
    ...{ isTransposed, channels: depth, filters: columns },
    ...{ height: 1, width: rows, outHeight: 1, outWidth: rows },
    ...{ kernelHeight: 1, kernelWidth: 1, strideHeight: 1, strideWidth: 1, top: 0, left: 0 },
  };
}

export function convolutionOf(geometry: Geometry): Convolution {
  const { height, width, channels, outHeight, outWidth, filters } = geometry;
  const { isTransposed, kernelHeight, kernelWidth, strideHeight, strideWidth, top, left } =
    geometry;
  const phasesOf = isTransposed ? transposedPhases : convolutionPhases;
  const rows = phasesOf(kernelHeight, strideHeight, top, outHeight);
  const columns = phasesOf(kernelWidth, strideWidth, left, outWidth);
  return {
    ...{ height, width, channels, outHeight, outWidth, filters, kernelHeight, kernelWidth },
    phases: rows.flatMap((row) => columns.map((column) => ({ rows: row, columns: column }))),
  };
}

/**
 * Whether tfjs's own kernel is faster: over few channels XNNPACK's loops are better than ours, where no
 * Winograd saves multiplications. What is transposed, tfjs computes by scalar loops. The bounds were
 * measured on Zen 3.
 */
export function isFasterInTfjs(geometry: Geometry): boolean {
  const { isTransposed, channels, kernelHeight, kernelWidth, strideHeight, strideWidth } = geometry;
  const isProduct = kernelHeight * kernelWidth === 1;
  const isWinograd =
    strideHeight * strideWidth === 1 && !isProduct && Math.max(kernelHeight, kernelWidth) <= 5;
  return !isTransposed && channels < (isWinograd ? 4 : 16);
}

function windowOf(info: backend_util.Conv2DInfo) {
  return {
    kernelHeight: info.filterHeight,
    kernelWidth: info.filterWidth,
    strideHeight: info.strideHeight,
    strideWidth: info.strideWidth,
    top: info.padInfo.top,
    left: info.padInfo.left,
  };
}

function convolutionPhases(
  kernel: number,
  stride: number,
  before: number,
  outputs: number,
): PhaseAxis[] {
  const taps = Array.from({ length: kernel }, (_, tap) => tap);
  return [{ inStart: -before, inStep: stride, taps, outStart: 0, outStep: 1, outCount: outputs }];
}

/** Output `y` collects the inputs `i` whose tap `y + before − stride · i` the kernel has. */
function transposedPhases(
  kernel: number,
  stride: number,
  before: number,
  outputs: number,
): PhaseAxis[] {
  return Array.from({ length: Math.min(stride, outputs) }, (_, phase) => {
    const position = phase + before;
    const first = Math.ceil((position - kernel + 1) / stride);
    const last = Math.floor(position / stride);
    const taps = Array.from(
      { length: Math.max(0, last - first + 1) },
      (_, index) => position - stride * (first + index),
    );
    const outCount = Math.ceil((outputs - phase) / stride);
    return { inStart: first, inStep: 1, taps, outStart: phase, outStep: stride, outCount };
  });
}
