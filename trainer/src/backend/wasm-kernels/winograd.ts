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
import { type ColumnGroup, columnGroups, scheduleWinograd } from './winograd-schedule.ts';
import {
  panelsSize,
  planeSize,
  type StageScratch,
  stageScratchSizes,
  type TapMatrices,
  type TiledImage,
  tileBlocks,
  tileGrid,
  tilesOf,
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
  const grid = tileGrid(info.batchSize, info.outHeight, info.outWidth);
  const extent = { tiles: tilesOf(grid), frequencies, depth, columns: outChannels };
  const schedule = scheduleWinograd(extent);
  const { blockTiles, groupColumns } = schedule;
  const sizes = [
    frequencies * planeSize(panelsSize(groupColumns, depth)),
    frequencies * planeSize(blockTiles * depth * 4),
    frequencies * planeSize(blockTiles * groupColumns * 4),
  ];
  run(engine, plan, info, blockTiles, sizes, (stages, panels, transformed, products) => {
    const weights = engine.address(filter);
    const fillPanels = (group: ColumnGroup) => {
      zeroPadding(engine, panels, frequencies, group.count, depth);
      for (const [index, phase] of phases.entries()) {
        const taps = tapsOf(weights, info, plan, phase);
        const depthOffset = index * inChannels;
        stages.filterToPanels(taps, group, { address: panels, depth, depthOffset });
      }
    };
    for (const block of tileBlocks(grid, blockTiles)) {
      for (const [index, phase] of phases.entries()) {
        const image = inputPhase(engine.address(x), info, phase);
        const depthOffset = index * inChannels;
        stages.input(grid, block, image, { address: transformed, depth, depthOffset });
      }
      for (const group of columnGroups(outChannels, schedule)) {
        if (block.first === 0) fillPanels(group); // Of several blocks, for all.
        stages.multiply(transformed, panels, products, block.count, depth, group.count);
        stages.output(products, grid, block, outputImage(engine.address(out), info), group);
      }
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
  const axes = phases.map(({ y, x }) => ({
    y: gradientAxis(y, stride, taps, padInfo.top),
    x: gradientAxis(x, stride, taps, padInfo.left),
  }));
  // Every phase reads dy from some start on; tiles begin at the earliest, later phases shift.
  const startY = Math.min(...axes.map(({ y }) => y.start));
  const startX = Math.min(...axes.map(({ x }) => x.start));
  const height = Math.max(...axes.map(({ y }) => phaseLength(y, info.inHeight) + y.start - startY));
  const width = Math.max(...axes.map(({ x }) => phaseLength(x, info.inWidth) + x.start - startX));
  const grid = tileGrid(info.batchSize, height, width);
  // The columns of all phases are products of the same transformed dy.
  const extent = { tiles: tilesOf(grid), frequencies, depth: outChannels };
  const schedule = scheduleWinograd({ ...extent, columns: phases.length * inChannels });
  const { blockTiles } = schedule;
  const groupColumns = Math.min(schedule.groupColumns, inChannels);
  const isOneBlock = blockTiles >= extent.tiles;
  const groupPanels = frequencies * planeSize(panelsSize(groupColumns, outChannels));
  const sizes = [
    (isOneBlock ? 1 : phases.length) * groupPanels,
    frequencies * planeSize(blockTiles * outChannels * 4),
    frequencies * planeSize(blockTiles * groupColumns * 4),
    sizeOf(info.filterShape) * 4,
  ];
  run(engine, plan, info, blockTiles, sizes, (stages, panels, transformed, products, turned) => {
    transposeTaps(engine, engine.address(filter), turned, info);
    const flipped = { ...info, inChannels: outChannels, outChannels: inChannels };
    const image: TiledImage = { ...outputImage(engine.address(dy), info), startY, startX };
    for (const block of tileBlocks(grid, blockTiles)) {
      const target = { address: transformed, depth: outChannels, depthOffset: 0 };
      stages.input(grid, block, image, target);
      for (const [index, { y, x }] of axes.entries()) {
        const own = isOneBlock ? panels : panels + index * groupPanels;
        const reversed = { y: y.lastTap, x: x.lastTap };
        const pixels: TiledImage = {
          address: engine.address(dx),
          height: info.inHeight,
          width: info.inWidth,
          channels: inChannels,
          tileStep: tileSize * stride,
          pixelStep: stride,
          startY: y.offset + stride * (startY - y.start),
          startX: x.offset + stride * (startX - x.start),
        };
        for (const group of columnGroups(inChannels, { ...schedule, groupColumns })) {
          if (block.first === 0) {
            zeroPadding(engine, own, frequencies, group.count, outChannels);
            const from = { address: own, depth: outChannels, depthOffset: 0 };
            stages.filterToPanels(tapsOf(turned, flipped, plan, reversed, -1), group, from);
          }
          stages.multiply(transformed, own, products, block.count, outChannels, group.count);
          stages.output(products, grid, block, pixels, group);
        }
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
  const grid = tileGrid(info.batchSize, info.outHeight, info.outWidth);
  const extent = { tiles: tilesOf(grid), frequencies, depth, columns: outChannels };
  const schedule = scheduleWinograd(extent);
  const { blockTiles, groupColumns } = schedule;
  const sizes = [
    frequencies * planeSize(panelsSize(groupColumns, blockTiles)),
    frequencies * planeSize(blockTiles * depth * 4),
    frequencies * planeSize(depth * groupColumns * 4),
  ];
  run(engine, plan, info, blockTiles, sizes, (stages, panels, transformed, products) => {
    const gradient = outputImage(engine.address(dy), info);
    const groups = [...columnGroups(outChannels, schedule)];
    for (const block of tileBlocks(grid, blockTiles)) {
      for (const [index, phase] of phases.entries()) {
        const image = inputPhase(engine.address(x), info, phase);
        const depthOffset = index * inChannels;
        stages.input(grid, block, image, { address: transformed, depth, depthOffset });
      }
      const isLast = block.first + block.count === extent.tiles;
      for (const group of groups) {
        const { count } = group;
        if (block.first === 0) engine.zero(products, frequencies * planeSize(depth * count * 4));
        zeroPadding(engine, panels, frequencies, count, block.count);
        stages.spreadToPanels(panels, grid, block, gradient, group);
        stages.multiplyTransposed(transformed, panels, products, block.count, depth, count);
        if (!isLast) continue;
        for (const [index, phase] of phases.entries()) {
          const taps = tapsOf(engine.address(dFilter), info, plan, phase);
          stages.collect(
            { address: products, depth, depthOffset: index * inChannels },
            taps,
            group,
          );
        }
      }
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

/** A phase's taps. */
function tapsOf(
  filter: number,
  { filterHeight, filterWidth, inChannels, outChannels }: ConvInfo,
  { stride, taps }: WinogradPlan,
  first: Phase,
  direction: 1 | -1 = 1,
): TapMatrices {
  const addresses = Array.from({ length: taps * taps }, (_, index) => {
    const y = first.y + direction * stride * Math.floor(index / taps);
    const x = first.x + direction * stride * (index % taps);
    const inside = y < filterHeight && x < filterWidth;
    return inside ? filter + (y * filterWidth + x) * inChannels * outChannels * 4 : undefined;
  });
  return { addresses, rows: inChannels, columns: outChannels };
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
  if (columns % 8 !== 0) engine.zero(panels, planes * planeSize(panelsSize(columns, depth)));
}

function run(
  engine: WasmEngine,
  plan: WinogradPlan,
  info: ConvInfo,
  blockTiles: number,
  sizes: readonly number[],
  work: (stages: WinogradStages, ...regions: [number, number, number, number]) => void,
): void {
  const widest = Math.max(info.inChannels, info.outChannels);
  const [a = 0, b = 0, c = 0, d = 0] = sizes;
  engine.scratch(
    [...stageScratchSizes(plan, widest, blockTiles), a, b, c, d],
    (sources = 0, targets = 0, transform = 0, zeros = 0, trash = 0, ...regions) => {
      engine.zero(zeros, widest * 4);
      const scratch: StageScratch = { sources, targets, transform, zeros, trash };
      const [first = 0, second = 0, third = 0, fourth = 0] = regions;
      work(new WinogradStages(engine, plan, scratch, blockTiles), first, second, third, fourth);
    },
  );
}
