/**
 * Convolutions by Winograd's F(4, 2) and F(4, 3): about half the multiplications for the kernels that
 * image networks are made of. Winograd 1980; Lavin & Gray 2016 (arXiv:1509.09308).
 *
 * A convolution of stride s is the sum of s² stride-1 convolutions with ⌈kernel / s⌉ taps, one for
 * each phase of the input; a transposed one makes the s² phases of its output from one and the same
 * transformed input. So 4×4 kernels of stride 2 become 2×2 taps, 5×5 of stride 2 and 3×3 become 3×3.
 */
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf, type WasmEngine } from './engine.ts';
import { tileSize, type WinogradPlan } from './winograd-plan.ts';
import {
  blockTiles,
  panelsSize,
  type StageScratch,
  stageScratchSizes,
  type TiledImage,
  tileBlocks,
  tileGrid,
  WinogradStages,
} from './winograd-stages.ts';

type ConvInfo = backend_util.Conv2DInfo;

/** As `convolve` of `convolution.ts`. */
export function winogradConvolve(
  engine: WasmEngine,
  x: TensorInfo,
  filter: TensorInfo,
  info: ConvInfo,
  plan: WinogradPlan,
): TensorInfo {
  const out = engine.create(info.outShape);
  const { inChannels, outChannels } = info;
  const phases = phasesOf(plan.stride);
  const depth = phases.length * inChannels;
  const frequencies = plan.points ** 2;
  const sizes = [
    frequencies * panelsSize(outChannels, depth),
    frequencies * blockTiles * depth * 4,
    frequencies * blockTiles * outChannels * 4,
  ];
  run(engine, plan, info, sizes, (stages, panels, transformed, products) => {
    const weights = engine.address(filter);
    zeroPadding(engine, panels, frequencies, outChannels, depth);
    for (const [index, phase] of phases.entries()) {
      const taps = tapsOf(weights, info, plan, phase);
      const depthOffset = index * inChannels;
      stages.filterToPanels(taps, inChannels, outChannels, { address: panels, depth, depthOffset });
    }
    const grid = tileGrid(info.batchSize, info.outHeight, info.outWidth);
    for (const block of tileBlocks(grid)) {
      for (const [index, phase] of phases.entries()) {
        const image = inputPhase(engine.address(x), info, phase);
        const depthOffset = index * inChannels;
        stages.input(grid, block, image, { address: transformed, depth, depthOffset });
      }
      stages.multiply(transformed, panels, products, block.count, depth, outChannels);
      stages.output(products, grid, block, outputImage(engine.address(out), info));
    }
  });
  return out;
}

/** As `convolveInputGradient` of `convolution.ts`. */
export function winogradInputGradient(
  engine: WasmEngine,
  dy: TensorInfo,
  filter: TensorInfo,
  info: ConvInfo,
  plan: WinogradPlan,
): TensorInfo {
  const dx = engine.create(info.inShape);
  const { inChannels, outChannels, padInfo } = info;
  const { stride, taps } = plan;
  const phases = phasesOf(stride);
  const frequencies = plan.points ** 2;
  const phasePanels = frequencies * panelsSize(inChannels, outChannels);
  const sizes = [
    phases.length * phasePanels,
    frequencies * blockTiles * outChannels * 4,
    frequencies * blockTiles * inChannels * 4,
    sizeOf(info.filterShape) * 4,
  ];
  run(engine, plan, info, sizes, (stages, panels, transformed, products, transposed) => {
    transposeTaps(engine, engine.address(filter), transposed, info);
    zeroPadding(engine, panels, frequencies * phases.length, inChannels, outChannels);
    const axes = phases.map(({ y, x }) => ({
      y: gradientAxis(y, stride, taps, padInfo.top),
      x: gradientAxis(x, stride, taps, padInfo.left),
    }));
    for (const [index, axis] of axes.entries()) {
      const reversed = { y: axis.y.lastTap, x: axis.x.lastTap };
      stages.filterToPanels(tapsOf(transposed, info, plan, reversed, -1), outChannels, inChannels, {
        address: panels + index * phasePanels,
        depth: outChannels,
        depthOffset: 0,
      });
    }
    // Every phase reads dy from some start on; tiles begin at the earliest, later phases shift.
    const startY = Math.min(...axes.map(({ y }) => y.start));
    const startX = Math.min(...axes.map(({ x }) => x.start));
    const height = Math.max(
      ...axes.map(({ y }) => phaseLength(y, info.inHeight) + y.start - startY),
    );
    const width = Math.max(...axes.map(({ x }) => phaseLength(x, info.inWidth) + x.start - startX));
    const grid = tileGrid(info.batchSize, height, width);
    const image: TiledImage = {
      ...outputImage(engine.address(dy), info),
      startY,
      startX,
    };
    for (const block of tileBlocks(grid)) {
      const target = { address: transformed, depth: outChannels, depthOffset: 0 };
      stages.input(grid, block, image, target);
      for (const [index, { y, x }] of axes.entries()) {
        const own = panels + index * phasePanels;
        stages.multiply(transformed, own, products, block.count, outChannels, inChannels);
        stages.output(products, grid, block, {
          address: engine.address(dx),
          height: info.inHeight,
          width: info.inWidth,
          channels: inChannels,
          tileStep: tileSize * stride,
          pixelStep: stride,
          startY: y.offset + stride * (startY - y.start),
          startX: x.offset + stride * (startX - x.start),
        });
      }
    }
  });
  return dx;
}

/** As `convolveFilterGradient` of `convolution.ts`. */
export function winogradFilterGradient(
  engine: WasmEngine,
  x: TensorInfo,
  dy: TensorInfo,
  info: ConvInfo,
  plan: WinogradPlan,
): TensorInfo {
  const dFilter = engine.create(info.filterShape);
  const { inChannels, outChannels } = info;
  const phases = phasesOf(plan.stride);
  const depth = phases.length * inChannels;
  const frequencies = plan.points ** 2;
  const productsSize = frequencies * depth * outChannels * 4;
  const sizes = [
    frequencies * panelsSize(outChannels, blockTiles),
    frequencies * blockTiles * depth * 4,
    productsSize,
  ];
  run(engine, plan, info, sizes, (stages, panels, transformed, products) => {
    engine.zero(products, productsSize);
    const grid = tileGrid(info.batchSize, info.outHeight, info.outWidth);
    for (const block of tileBlocks(grid)) {
      zeroPadding(engine, panels, frequencies, outChannels, block.count);
      stages.spreadToPanels(panels, grid, block, outputImage(engine.address(dy), info));
      for (const [index, phase] of phases.entries()) {
        const image = inputPhase(engine.address(x), info, phase);
        const depthOffset = index * inChannels;
        stages.input(grid, block, image, { address: transformed, depth, depthOffset });
      }
      stages.multiplyTransposed(transformed, panels, products, block.count, depth, outChannels);
    }
    for (const [index, phase] of phases.entries()) {
      const taps = tapsOf(engine.address(dFilter), info, plan, phase);
      const from = { address: products, depth, depthOffset: index * inChannels };
      stages.collect(from, taps, inChannels, outChannels);
    }
  });
  return dFilter;
}

interface Phase {
  readonly y: number;
  readonly x: number;
}

function phasesOf(stride: number): Phase[] {
  const axis = Array.from({ length: stride }, (_, index) => index);
  return axis.flatMap((y) => axis.map((x) => ({ y, x })));
}

interface GradientAxis {
  /** First position of the phase. */
  readonly offset: number;
  readonly stride: number;
  /** Position in `dy` that the phase's first position reads first, through `lastTap`. */
  readonly start: number;
  readonly lastTap: number;
}

function gradientAxis(offset: number, stride: number, taps: number, padding: number): GradientAxis {
  const firstTap = (offset + padding) % stride;
  const start = (offset + padding - firstTap) / stride - (taps - 1);
  return { offset, stride, start, lastTap: firstTap + stride * (taps - 1) };
}

function phaseLength({ offset, stride }: GradientAxis, size: number): number {
  return Math.max(0, Math.ceil((size - offset) / stride));
}

/** Addresses of a phase's taps, row-major; undefined beyond the kernel. */
function tapsOf(
  filter: number,
  { filterHeight, filterWidth, inChannels, outChannels }: ConvInfo,
  { stride, taps }: WinogradPlan,
  first: Phase,
  direction: 1 | -1 = 1,
): (number | undefined)[] {
  return Array.from({ length: taps * taps }, (_, index) => {
    const y = first.y + direction * stride * Math.floor(index / taps);
    const x = first.x + direction * stride * (index % taps);
    const inside = y < filterHeight && x < filterWidth;
    return inside ? filter + (y * filterWidth + x) * inChannels * outChannels * 4 : undefined;
  });
}

/** `[kh, kw, in, out]` → `[kh, kw, out, in]`. */
function transposeTaps(engine: WasmEngine, from: number, to: number, info: ConvInfo): void {
  const { filterHeight, filterWidth, inChannels, outChannels } = info;
  const tapSize = inChannels * outChannels * 4;
  for (let tap = 0; tap < filterHeight * filterWidth; tap++) {
    const [source, target] = [from + tap * tapSize, to + tap * tapSize];
    const rowSize = outChannels * 4;
    engine.kernels.packColumns(target, inChannels * 4, source, inChannels, outChannels, rowSize, 4);
  }
}

/** The pixels of `x` that belong to one phase, as the tiles of the output see them. */
function inputPhase(address: number, info: ConvInfo, phase: Phase): TiledImage {
  return {
    address,
    height: info.inHeight,
    width: info.inWidth,
    channels: info.inChannels,
    tileStep: tileSize * info.strideHeight,
    pixelStep: info.strideHeight,
    startY: phase.y - info.padInfo.top,
    startX: phase.x - info.padInfo.left,
  };
}

function outputImage(address: number, info: ConvInfo): TiledImage {
  return {
    address,
    height: info.outHeight,
    width: info.outWidth,
    channels: info.outChannels,
    tileStep: tileSize,
    pixelStep: 1,
    startY: 0,
    startX: 0,
  };
}

/** The last panel's second half, where there are no columns, must be numbers. */
function zeroPadding(
  engine: WasmEngine,
  panels: number,
  planes: number,
  columns: number,
  depth: number,
): void {
  if (columns % 8 !== 0) engine.zero(panels, planes * panelsSize(columns, depth));
}

function run(
  engine: WasmEngine,
  plan: WinogradPlan,
  info: ConvInfo,
  sizes: readonly number[],
  work: (stages: WinogradStages, ...regions: [number, number, number, number]) => void,
): void {
  const widest = Math.max(info.inChannels, info.outChannels);
  const [a = 0, b = 0, c = 0, d = 0] = sizes;
  engine.scratch(
    [...stageScratchSizes(plan, widest), a, b, c, d],
    (sources = 0, targets = 0, transform = 0, zeros = 0, trash = 0, ...regions) => {
      engine.zero(zeros, widest * 4);
      const scratch: StageScratch = { sources, targets, transform, zeros, trash };
      const [first = 0, second = 0, third = 0, fourth = 0] = regions;
      work(new WinogradStages(engine, plan, scratch), first, second, third, fourth);
    },
  );
}
