/**
 * The stages of a Winograd convolution, over the kernels `winogradTransform`, `indirectGemm` and
 * `outerGemm`. In the frequency domain
 * - transformed input is `[points², tiles, depth]`,
 * - transformed weights are `[points²]` panels `[⌈columns / 8⌉, depth, 8]`,
 * - products are `[points², tiles, columns]`,
 * tiles being those of a block, columns those of a group (see `winograd-schedule.ts`).
 */
import type { WasmEngine } from './engine.ts';
import { tileRows } from './pointer-product.ts';
import { tileSize, type WinogradPlan } from './winograd-plan.ts';
import type { ColumnGroup } from './winograd-schedule.ts';

const kinds = { input: 0, filter: 1, output: 2, spread: 3, collect: 4 } as const;
const plainRows = 32;

export interface TileGrid {
  readonly batch: number;
  readonly rows: number;
  readonly columns: number;
}

export interface TileBlock {
  readonly first: number;
  readonly count: number;
}

/** Tables of addresses and rows that every stage shares. */
export interface StageScratch {
  readonly sources: number;
  readonly targets: number;
  /** What `winogradTransform` works in. */
  readonly transform: number;
  /** A row of zeros: what lies outside the image. */
  readonly zeros: number;
  /** A row that is written and never read. */
  readonly trash: number;
}

/** Sizes in bytes of `StageScratch`'s fields, in their order. */
export function stageScratchSizes(
  { points }: WinogradPlan,
  widestRow: number,
  blockTiles: number,
): number[] {
  const table = points * points * Math.max(blockTiles, widestRow) * 4;
  return [table, table, 36 * (widestRow * 4 + 4), widestRow * 4, widestRow * 4];
}

/** An image as the tiles of a grid see it. */
export interface TiledImage {
  readonly address: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Pixels between neighbouring tiles. */
  readonly tileStep: number;
  /** Pixels between a tile's neighbouring positions. */
  readonly pixelStep: number;
  /** Pixel of the first tile's first position. */
  readonly startY: number;
  readonly startX: number;
}

/** Taps of a filter, each a matrix `[rows, columns]`, contiguous. */
export interface TapMatrices {
  /** Row-major; undefined where the kernel has no tap. */
  readonly addresses: readonly (number | undefined)[];
  readonly rows: number;
  readonly columns: number;
}

export class WinogradStages {
  readonly frequencies: number;
  readonly #engine: WasmEngine;
  readonly #plan: WinogradPlan;
  readonly #scratch: StageScratch;
  readonly #blockTiles: number;

  constructor(engine: WasmEngine, plan: WinogradPlan, scratch: StageScratch, blockTiles: number) {
    this.frequencies = plan.points * plan.points;
    this.#blockTiles = blockTiles;
    this.#engine = engine;
    this.#plan = plan;
    this.#scratch = scratch;
  }

  /** A group's columns of the taps to panels; the taps' rows become their depth from `depthOffset` on. */
  filterToPanels(
    taps: TapMatrices,
    group: ColumnGroup,
    panels: { readonly address: number; readonly depth: number; readonly depthOffset: number },
  ): void {
    const { sources, targets, zeros } = this.#scratch;
    this.#tapTable(sources, zeros, taps, group);
    const plane = planeSize(panelsSize(group.count, panels.depth));
    this.#planes(targets, taps.rows, panels.address + panels.depthOffset * 32, plane, 32);
    this.#transform(kinds.filter, taps.rows, group.count * 4, panels.depth * 32);
  }

  /** Image tiles `points × points` to `[points², blockTiles, depth]`, from `depthOffset` on. */
  input(
    grid: TileGrid,
    block: TileBlock,
    image: TiledImage,
    target: { readonly address: number; readonly depth: number; readonly depthOffset: number },
  ): void {
    const { sources, targets, zeros } = this.#scratch;
    this.#imageTable(sources, zeros, grid, block, image, this.#plan.points);
    const rowSize = target.depth * 4;
    const start = target.address + target.depthOffset * 4;
    const plane = planeSize(this.#blockTiles * rowSize);
    this.#planes(targets, block.count, start, plane, rowSize);
    this.#transform(kinds.input, block.count, image.channels * 4, plainRows);
  }

  /** `[points², tiles, depth] · [points², depth, columns]` → `[points², blockTiles, columns]`. */
  multiply(
    left: number,
    panels: number,
    products: number,
    count: number,
    depth: number,
    columns: number,
  ): void {
    const { sources, targets } = this.#scratch;
    const { kernels } = this.#engine;
    const panelPlane = planeSize(panelsSize(columns, depth));
    const leftPlane = planeSize(this.#blockTiles * depth * 4);
    const productPlane = planeSize(this.#blockTiles * columns * 4);
    for (let frequency = 0; frequency < this.frequencies; frequency++) {
      const from = left + frequency * leftPlane;
      const to = products + frequency * productPlane;
      kernels.rowPointers(sources, from, count, depth * 4, tileRows);
      kernels.rowPointers(targets, to, count, columns * 4, 1);
      const right = panels + frequency * panelPlane;
      kernels.indirectGemm(sources, right, targets, count, columns, 1, depth);
    }
  }

  /** `[points², blockTiles, columns]` to a group's channels of image tiles 4 × 4. */
  output(
    products: number,
    grid: TileGrid,
    block: TileBlock,
    image: TiledImage,
    group: ColumnGroup,
  ): void {
    const { sources, targets, trash } = this.#scratch;
    const rowSize = group.count * 4;
    const plane = planeSize(this.#blockTiles * rowSize);
    this.#planes(sources, block.count, products, plane, rowSize);
    this.#imageTable(targets, trash, grid, block, channelsFrom(image, group), tileSize);
    this.#transform(kinds.output, block.count, rowSize, plainRows);
  }

  /** A group's channels of image tiles 4 × 4 to panels `[points²][⌈columns / 8⌉, tiles, 8]`. */
  spreadToPanels(
    panels: number,
    grid: TileGrid,
    block: TileBlock,
    image: TiledImage,
    group: ColumnGroup,
  ): void {
    const { sources, targets, zeros } = this.#scratch;
    this.#imageTable(sources, zeros, grid, block, channelsFrom(image, group), tileSize);
    const plane = planeSize(panelsSize(group.count, block.count));
    this.#planes(targets, block.count, panels, plane, 32);
    this.#transform(kinds.spread, block.count, group.count * 4, block.count * 32);
  }

  /** Adds `leftᵀ · right` over the block's tiles to `[points², depth, columns]`. */
  multiplyTransposed(
    left: number,
    panels: number,
    products: number,
    count: number,
    depth: number,
    columns: number,
  ): void {
    const { sources } = this.#scratch;
    const { kernels } = this.#engine;
    const panelPlane = planeSize(panelsSize(columns, count));
    const leftPlane = planeSize(this.#blockTiles * depth * 4);
    const productPlane = planeSize(depth * columns * 4);
    for (let frequency = 0; frequency < this.frequencies; frequency++) {
      const from = left + frequency * leftPlane;
      kernels.rowPointers(sources, from, count, depth * 4, 1);
      const to = products + frequency * productPlane;
      kernels.outerGemm(sources, panels + frequency * panelPlane, to, count, columns, 1, depth);
    }
  }

  /** Rows `depthOffset …` of `[points², depth, columns]` to a group's columns of the taps. */
  collect(
    products: { readonly address: number; readonly depth: number; readonly depthOffset: number },
    taps: TapMatrices,
    group: ColumnGroup,
  ): void {
    const { sources, targets, trash } = this.#scratch;
    const rowSize = group.count * 4;
    const start = products.address + products.depthOffset * rowSize;
    const plane = planeSize(products.depth * rowSize);
    this.#planes(sources, taps.rows, start, plane, rowSize);
    this.#tapTable(targets, trash, taps, group);
    this.#transform(kinds.collect, taps.rows, rowSize, plainRows);
  }

  /** Table `[rows, taps]` of addresses of a group's columns; of a tap that is not there, `missing`. */
  #tapTable(table: number, missing: number, taps: TapMatrices, group: ColumnGroup): void {
    const { addresses, rows, columns } = taps;
    const { kernels } = this.#engine;
    for (const [index, tap] of addresses.entries()) {
      const from = tap === undefined ? missing : tap + group.first * 4;
      const step = tap === undefined ? 0 : columns * 4;
      kernels.addressTable(table + index * 4, addresses.length * 4, rows, from, step);
    }
  }

  /** Table `[count, points²]` of addresses in planes, one plane for each frequency. */
  #planes(table: number, count: number, start: number, plane: number, rowStep: number): void {
    for (let frequency = 0; frequency < this.frequencies; frequency++) {
      const entry = table + frequency * 4;
      const from = start + frequency * plane;
      this.#engine.kernels.addressTable(entry, this.frequencies * 4, count, from, rowStep);
    }
  }

  #imageTable(
    table: number,
    missing: number,
    grid: TileGrid,
    block: TileBlock,
    image: TiledImage,
    positions: number,
  ): void {
    this.#engine.kernels.convolutionPointers(
      table,
      image.address,
      missing,
      block.first,
      block.count,
      1,
      image.height,
      image.width,
      image.channels,
      grid.rows,
      grid.columns,
      image.tileStep,
      image.tileStep,
      image.startY,
      image.startX,
      positions,
      positions,
      image.pixelStep,
      image.pixelStep,
    );
  }

  #transform(kind: number, count: number, rowSize: number, pairStride: number): void {
    const { sources, targets, transform } = this.#scratch;
    const { points } = this.#plan;
    const { kernels } = this.#engine;
    kernels.winogradTransform(
      kind,
      points,
      sources,
      targets,
      count,
      rowSize,
      pairStride,
      transform,
    );
  }
}

/** Pixels of as many channels, seen from a group's first one on. */
function channelsFrom(image: TiledImage, { first }: ColumnGroup): TiledImage {
  return { ...image, address: image.address + first * 4 };
}

/** Bytes of panels `[⌈columns / 8⌉, depth, 8]`. */
export function panelsSize(columns: number, depth: number): number {
  return Math.ceil(columns / 8) * depth * 32;
}

/**
 * Bytes from one frequency's plane to the next: an odd number of cache lines. The transforms touch the
 * same place of all planes in turn, and at a multiple of 4096 bytes all of these would share one set of
 * the L1 cache.
 */
export function planeSize(contentBytes: number): number {
  return (Math.ceil(contentBytes / 64) | 1) * 64;
}

export function tileGrid(batch: number, height: number, width: number): TileGrid {
  return { batch, rows: Math.ceil(height / tileSize), columns: Math.ceil(width / tileSize) };
}

export function tilesOf({ batch, rows, columns }: TileGrid): number {
  return batch * rows * columns;
}

export function* tileBlocks(grid: TileGrid, blockTiles: number): Generator<TileBlock> {
  const tiles = tilesOf(grid);
  for (let first = 0; first < tiles; first += blockTiles) {
    yield { first, count: Math.min(blockTiles, tiles - first) };
  }
}
