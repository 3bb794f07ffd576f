/**
 * Convolutions over NHWC and both of their gradients as products through pointer tables: no im2col
 * buffer, any kernel, stride and padding.
 *
 * tfjs's own Conv2D is replaced too, and not for its speed alone: XNNPACK keeps packed weights per
 * tensor id, and would go on with stale ones after an optimizer step in place.
 */
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf, type WasmEngine } from './engine.ts';
import { runProduct } from './pointer-product.ts';
import { winogradConvolve, winogradFilterGradient, winogradInputGradient } from './winograd.ts';
import { planWinograd } from './winograd-plan.ts';

type ConvInfo = backend_util.Conv2DInfo;

/** Output pixels summed in registers before a filter gradient is written. */
const gradientBlockRows = 128;

/** `[batch, height, width, in]` ∗ `[kh, kw, in, out]` → `[batch, outHeight, outWidth, out]`. */
export function convolve(
  engine: WasmEngine,
  x: TensorInfo,
  filter: TensorInfo,
  info: ConvInfo,
): TensorInfo {
  const plan = planWinograd(info);
  if (plan !== undefined) return winogradConvolve(engine, x, filter, info, plan);
  const out = engine.create(info.outShape);
  const { inChannels, outChannels } = info;
  const rowSize = outChannels * 4;
  const [image, weights, target] = [engine.address(x), engine.address(filter), engine.address(out)];
  runProduct(engine, {
    rows: info.batchSize * info.outHeight * info.outWidth,
    columns: outChannels,
    taps: info.filterHeight * info.filterWidth,
    channels: inChannels,
    right: {
      address: (tap) => weights + tap * inChannels * rowSize,
      channelStride: rowSize,
      columnStride: 4,
    },
    left: (pointers, zeros, first, count, group) =>
      forwardPointers(engine, info, { pointers, image, zeros, first, count, group }),
    outputs: (pointers, first, count) =>
      engine.kernels.rowPointers(pointers, target + first * rowSize, count, rowSize, 1),
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
  const { strideHeight, strideWidth, filterHeight, filterWidth, padInfo } = info;
  if (info.dilationHeight !== 1 || info.dilationWidth !== 1) {
    throw new Error(
      `gradient of a convolution: expected dilation 1, got ${info.dilationHeight} × ${info.dilationWidth}`,
    );
  }
  const plan = planWinograd(info);
  if (plan !== undefined) return winogradInputGradient(engine, dy, filter, info, plan);
  const dx = engine.create(info.inShape);
  // A stride beyond the kernel leaves pixels that no output reads.
  if (strideHeight > filterHeight || strideWidth > filterWidth) {
    engine.zero(engine.address(dx), sizeOf(info.inShape) * 4);
  }
  for (let y = 0; y < strideHeight; y++) {
    const rows = phaseAxis(y, info.inHeight, strideHeight, filterHeight, padInfo.top);
    for (let x = 0; x < strideWidth; x++) {
      const columns = phaseAxis(x, info.inWidth, strideWidth, filterWidth, padInfo.left);
      runPhase(engine, { dy, filter, dx, info }, rows, columns);
    }
  }
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

interface InputGradient {
  readonly dy: TensorInfo;
  readonly filter: TensorInfo;
  readonly dx: TensorInfo;
  readonly info: ConvInfo;
}

function runPhase(
  engine: WasmEngine,
  { dy, filter, dx, info }: InputGradient,
  y: PhaseAxis,
  x: PhaseAxis,
): void {
  const { kernels } = engine;
  const { inChannels, outChannels, filterWidth, strideHeight, strideWidth } = info;
  const taps = y.taps * x.taps;
  if (taps === 0) return;
  const [image, weights, target] = [engine.address(dy), engine.address(filter), engine.address(dx)];
  runProduct(engine, {
    rows: info.batchSize * y.length * x.length,
    columns: inChannels,
    taps,
    channels: outChannels,
    right: {
      // The filter's tap is [in, out]: transposed, its output channels are summed over.
      address: (tap) => {
        const tapY = y.firstTap + Math.floor(tap / x.taps) * strideHeight;
        const tapX = x.firstTap + (tap % x.taps) * strideWidth;
        return weights + (tapY * filterWidth + tapX) * inChannels * outChannels * 4;
      },
      channelStride: 4,
      columnStride: outChannels * 4,
    },
    left: (pointers, zeros, first, count, group) =>
      kernels.convolutionPointers(
        pointers,
        image,
        zeros,
        first,
        count,
        group,
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
      ),
    outputs: (pointers, first, count) =>
      kernels.pixelPointers(
        pointers,
        target,
        first,
        count,
        info.inHeight,
        info.inWidth,
        inChannels,
        y.length,
        x.length,
        strideHeight,
        strideWidth,
        y.offset,
        x.offset,
      ),
  });
}

/** Gradient of `convolve` with respect to the filter. */
export function convolveFilterGradient(
  engine: WasmEngine,
  x: TensorInfo,
  dy: TensorInfo,
  info: ConvInfo,
): TensorInfo {
  const plan = planWinograd(info);
  if (plan !== undefined) return winogradFilterGradient(engine, x, dy, info, plan);
  const { inChannels, outChannels } = info;
  const dFilter = engine.create(info.filterShape);
  engine.zero(engine.address(dFilter), sizeOf(info.filterShape) * 4);
  const taps = info.filterHeight * info.filterWidth;
  const depth = taps * inChannels;
  const rows = info.batchSize * info.outHeight * info.outWidth;
  const gathering = inChannels < 4 && taps > 1;
  const fewColumns = outChannels < 4;
  const sizes = [
    fewColumns ? 0 : Math.ceil(outChannels / 8) * 32 * gradientBlockRows,
    taps * gradientBlockRows * 4,
    inChannels * 4,
    gathering ? depth * gradientBlockRows * 4 : 0,
  ];
  engine.scratch(sizes, (panels = 0, pointers = 0, zeros = 0, gathered = 0) => {
    const { kernels } = engine;
    engine.zero(zeros, inChannels * 4);
    const rowSize = outChannels * 4;
    const [image, out] = [engine.address(x), engine.address(dFilter)];
    for (let first = 0; first < rows; first += gradientBlockRows) {
      const count = Math.min(gradientBlockRows, rows - first);
      const right = engine.address(dy) + first * rowSize;
      const group = gathering ? 1 : count;
      forwardPointers(engine, info, { pointers, image, zeros, first, count, group });
      if (gathering) {
        kernels.gatherRuns(pointers, gathered, count * taps, inChannels);
        kernels.rowPointers(pointers, gathered, count, depth * 4, 1);
      }
      const [leftTaps, leftChannels] = gathering ? [1, depth] : [taps, inChannels];
      if (fewColumns) {
        kernels.outerFewColumns(pointers, right, out, count, outChannels, leftTaps, leftChannels);
      } else {
        kernels.packPanels(panels, count, 0, right, count, outChannels, rowSize, 4);
        kernels.outerGemm(pointers, panels, out, count, outChannels, leftTaps, leftChannels);
      }
    }
  });
  return dFilter;
}

interface ForwardRows {
  readonly pointers: number;
  readonly image: number;
  readonly zeros: number;
  readonly first: number;
  readonly count: number;
  readonly group: number;
}

function forwardPointers(engine: WasmEngine, info: ConvInfo, rows: ForwardRows): void {
  engine.kernels.convolutionPointers(
    rows.pointers,
    rows.image,
    rows.zeros,
    rows.first,
    rows.count,
    rows.group,
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
