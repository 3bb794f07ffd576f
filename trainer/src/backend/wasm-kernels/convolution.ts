/**
 * Convolutions over NHWC and both of their gradients as products through pointer tables
 * (`indirectGemm`, `outerGemm`): no im2col buffer, any kernel, stride, dilation and padding.
 *
 * tfjs's own Conv2D is replaced too, and not for its speed alone: XNNPACK keeps packed weights per
 * tensor id, and would go on with stale ones after an optimizer step in place.
 */
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf, type WasmEngine } from './engine.ts';

type ConvInfo = backend_util.Conv2DInfo;

const tileRows = 6;
/** Output pixels whose pointers are built at a time: few enough to stay in the L2 cache. */
const blockRows = 64 * tileRows;
/** Output pixels summed in registers before a filter gradient is written. */
const gradientBlockRows = 128;

/** `[batch, height, width, in]` ∗ `[kh, kw, in, out]` → `[batch, outHeight, outWidth, out]`. */
export function convolve(
  engine: WasmEngine,
  x: TensorInfo,
  filter: TensorInfo,
  info: ConvInfo,
): TensorInfo {
  const out = engine.create(info.outShape);
  const { inChannels, outChannels, filterHeight, filterWidth } = info;
  const taps = filterHeight * filterWidth;
  const rows = info.batchSize * info.outHeight * info.outWidth;
  const sizes = productSizes(taps, inChannels, outChannels);
  engine.scratch(sizes, (panels = 0, pointers = 0, outputs = 0, zeros = 0) => {
    const { kernels } = engine;
    engine.zero(zeros, inChannels * 4);
    const depth = taps * inChannels;
    const weights = engine.address(filter);
    kernels.packPanels(panels, depth, 0, weights, depth, outChannels, outChannels * 4, 4);
    for (let first = 0; first < rows; first += blockRows) {
      const count = Math.min(blockRows, rows - first);
      forwardPointers(engine, pointers, engine.address(x), zeros, first, count, tileRows, info);
      const rowSize = outChannels * 4;
      kernels.rowPointers(outputs, engine.address(out) + first * rowSize, count, rowSize, 1);
      kernels.indirectGemm(pointers, panels, outputs, count, outChannels, taps, inChannels);
    }
  });
  return out;
}

/**
 * Gradient of `convolve` with respect to `x`, which is also the transposed convolution. Input pixels
 * with the same position modulo the stride form a phase, and each phase is a dense stride-1
 * convolution of `dy` with its own share of the taps: no multiplication is spent on inserted zeros.
 */
export function convolveInputGradient(
  engine: WasmEngine,
  dy: TensorInfo,
  filter: TensorInfo,
  info: ConvInfo,
): TensorInfo {
  if (info.dilationHeight !== 1 || info.dilationWidth !== 1) {
    throw new Error(
      `gradient of a convolution: expected dilation 1, got ${info.dilationHeight} × ${info.dilationWidth}`,
    );
  }
  const dx = engine.create(info.inShape);
  engine.zero(engine.address(dx), sizeOf(info.inShape) * 4);
  const { strideHeight, strideWidth, filterHeight, filterWidth, padInfo } = info;
  const maxTaps = Math.ceil(filterHeight / strideHeight) * Math.ceil(filterWidth / strideWidth);
  const phaseRows =
    info.batchSize *
    Math.ceil(info.inHeight / strideHeight) *
    Math.ceil(info.inWidth / strideWidth);
  const sizes = productSizes(maxTaps, info.outChannels, info.inChannels);
  sizes[2] = phaseRows * 4;
  engine.scratch(sizes, (panels = 0, pointers = 0, outputs = 0, zeros = 0) => {
    engine.zero(zeros, info.outChannels * 4);
    for (let y = 0; y < strideHeight; y++) {
      const rows = phaseAxis(y, info.inHeight, strideHeight, filterHeight, padInfo.top);
      for (let x = 0; x < strideWidth; x++) {
        const columns = phaseAxis(x, info.inWidth, strideWidth, filterWidth, padInfo.left);
        runPhase(engine, dy, filter, dx, info, rows, columns, { panels, pointers, outputs, zeros });
      }
    }
  });
  return dx;
}

interface PhaseAxis {
  /** First input position of the phase. */
  readonly offset: number;
  /** Input positions in the phase. */
  readonly length: number;
  readonly firstTap: number;
  readonly taps: number;
  /** Position in `dy` that the first input position reads through the first tap. */
  readonly start: number;
}

function phaseAxis(
  offset: number,
  size: number,
  stride: number,
  kernel: number,
  padding: number,
): PhaseAxis {
  const length = Math.max(0, Math.ceil((size - offset) / stride));
  const firstTap = (offset + padding) % stride;
  const taps = Math.max(0, Math.ceil((kernel - firstTap) / stride));
  return { offset, length, firstTap, taps, start: (offset + padding - firstTap) / stride };
}

interface PhaseScratch {
  readonly panels: number;
  readonly pointers: number;
  readonly outputs: number;
  readonly zeros: number;
}

function runPhase(
  engine: WasmEngine,
  dy: TensorInfo,
  filter: TensorInfo,
  dx: TensorInfo,
  info: ConvInfo,
  y: PhaseAxis,
  x: PhaseAxis,
  { panels, pointers, outputs, zeros }: PhaseScratch,
): void {
  const { kernels } = engine;
  const { inChannels, outChannels, filterWidth } = info;
  const taps = y.taps * x.taps;
  const rows = info.batchSize * y.length * x.length;
  if (taps === 0 || rows === 0) return; // No output reads these pixels.
  for (let tap = 0; tap < taps; tap++) {
    const tapY = y.firstTap + Math.floor(tap / x.taps) * info.strideHeight;
    const tapX = x.firstTap + (tap % x.taps) * info.strideWidth;
    const weights =
      engine.address(filter) + (tapY * filterWidth + tapX) * inChannels * outChannels * 4;
    const depth = taps * outChannels;
    const offset = tap * outChannels;
    // The filter tap is [in, out]; its transpose has the output channels as depth.
    kernels.packPanels(panels, depth, offset, weights, outChannels, inChannels, 4, outChannels * 4);
  }
  kernels.pixelPointers(
    outputs,
    engine.address(dx),
    info.batchSize,
    info.inHeight,
    info.inWidth,
    inChannels,
    y.length,
    x.length,
    info.strideHeight,
    info.strideWidth,
    y.offset,
    x.offset,
  );
  for (let first = 0; first < rows; first += blockRows) {
    const count = Math.min(blockRows, rows - first);
    kernels.convolutionPointers(
      pointers,
      engine.address(dy),
      zeros,
      first,
      count,
      tileRows,
      info.outHeight,
      info.outWidth,
      outChannels,
      y.length,
      x.length,
      1,
      1,
      y.start,
      x.start,
      y.taps,
      x.taps,
      -1,
      -1,
    );
    const target = outputs + first * 4;
    kernels.indirectGemm(pointers, panels, target, count, inChannels, taps, outChannels);
  }
}

/** Gradient of `convolve` with respect to the filter. */
export function convolveFilterGradient(
  engine: WasmEngine,
  x: TensorInfo,
  dy: TensorInfo,
  info: ConvInfo,
): TensorInfo {
  const { inChannels, outChannels } = info;
  const dFilter = engine.create(info.filterShape);
  engine.zero(engine.address(dFilter), sizeOf(info.filterShape) * 4);
  const taps = info.filterHeight * info.filterWidth;
  const rows = info.batchSize * info.outHeight * info.outWidth;
  const sizes = [
    Math.ceil(outChannels / 8) * 32 * gradientBlockRows,
    taps * gradientBlockRows * 4,
    inChannels * 4,
  ];
  engine.scratch(sizes, (panels = 0, pointers = 0, zeros = 0) => {
    const { kernels } = engine;
    engine.zero(zeros, inChannels * 4);
    const rowSize = outChannels * 4;
    for (let first = 0; first < rows; first += gradientBlockRows) {
      const count = Math.min(gradientBlockRows, rows - first);
      const right = engine.address(dy) + first * rowSize;
      kernels.packPanels(panels, count, 0, right, count, outChannels, rowSize, 4);
      forwardPointers(engine, pointers, engine.address(x), zeros, first, count, count, info);
      const out = engine.address(dFilter);
      kernels.outerGemm(pointers, panels, out, count, outChannels, taps, inChannels);
    }
  });
  return dFilter;
}

/** Sizes of panels, pointers, outputs and the row of zeros. */
function productSizes(taps: number, channels: number, columns: number): number[] {
  return [
    Math.ceil(columns / 8) * 32 * taps * channels,
    blockRows * taps * 4,
    blockRows * 4,
    channels * 4,
  ];
}

function forwardPointers(
  engine: WasmEngine,
  pointers: number,
  image: number,
  zeros: number,
  first: number,
  count: number,
  group: number,
  info: ConvInfo,
): void {
  engine.kernels.convolutionPointers(
    pointers,
    image,
    zeros,
    first,
    count,
    group,
    info.inHeight,
    info.inWidth,
    info.inChannels,
    info.outHeight,
    info.outWidth,
    info.strideHeight,
    info.strideWidth,
    -info.padInfo.top,
    -info.padInfo.left,
    info.filterHeight,
    info.filterWidth,
    info.dilationHeight,
    info.dilationWidth,
  );
}
