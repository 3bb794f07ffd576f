/**
 * The stages of a Winograd convolution, over the kernels `winogradTransform`, `indirectGemm` and
 * `outerGemm`. In the frequency domain
 * - transformed input is `[points², tiles, depth]`,
 * - transformed weights are `[points²]` panels `[⌈columns / 8⌉, depth, 8]`,
 * - products are `[points², tiles, columns]`.
 */
import type { WasmEngine } from './engine.ts';
import { tileRows } from './pointer-product.ts';
import { tileSize, type WinogradPlan } from './winograd-plan.ts';

/** Tiles in the frequency domain at a time: a multiple of the rows of `indirectGemm`'s tiles. */
export const blockTiles = 16 * tileRows;

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
export function stageScratchSizes({ points }: WinogradPlan, widestRow: number): number[] {
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

export class WinogradStages {
  readonly frequencies: number;
  readonly #engine: WasmEngine;
  readonly #plan: WinogradPlan;
  readonly #scratch: StageScratch;

  constructor(engine: WasmEngine, plan: WinogradPlan, scratch: StageScratch) {
    this.frequencies = plan.points * plan.points;
    this.#engine = engine;
    this.#plan = plan;
    this.#scratch = scratch;
  }

  /**
   * Taps to panels. Each tap is a matrix `[rows, columns]` whose rows are `columns` floats, contiguous;
   * its rows become the panels' depth from `depthOffset` on.
   *
   * @param taps addresses row-major, undefined where the kernel has no tap
   */
  filterToPanels(
    taps: readonly (number | undefined)[],
    rows: number,
    columns: number,
    panels: { readonly address: number; readonly depth: number; readonly depthOffset: number },
  ): void {
    const { sources, targets, zeros } = this.#scratch;
    const { kernels } = this.#engine;
    for (const [index, tap] of taps.entries()) {
      const step = tap === undefined ? 0 : columns * 4;
      kernels.addressTable(sources + index * 4, taps.length * 4, rows, tap ?? zeros, step);
    }
    const plane = panelsSize(columns, panels.depth);
    this.#planes(targets, rows, panels.address + panels.depthOffset * 32, plane, 32);
    this.#transform(kinds.filter, rows, columns * 4, panels.depth * 32);
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
    this.#planes(targets, block.count, start, blockTiles * rowSize, rowSize);
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
    const plane = panelsSize(columns, depth);
    for (let frequency = 0; frequency < this.frequencies; frequency++) {
      const from = left + frequency * blockTiles * depth * 4;
      const to = products + frequency * blockTiles * columns * 4;
      kernels.rowPointers(sources, from, count, depth * 4, tileRows);
      kernels.rowPointers(targets, to, count, columns * 4, 1);
      const right = panels + frequency * plane;
      kernels.indirectGemm(sources, right, targets, count, columns, 1, depth);
    }
  }

  /** `[points², blockTiles, columns]` to image tiles 4 × 4. */
  output(products: number, grid: TileGrid, block: TileBlock, image: TiledImage): void {
    const { sources, targets, trash } = this.#scratch;
    const rowSize = image.channels * 4;
    this.#planes(sources, block.count, products, blockTiles * rowSize, rowSize);
    this.#imageTable(targets, trash, grid, block, image, tileSize);
    this.#transform(kinds.output, block.count, rowSize, plainRows);
  }

  /** Image tiles 4 × 4 to panels `[points²][⌈columns / 8⌉, blockTiles, 8]`. */
  spreadToPanels(panels: number, grid: TileGrid, block: TileBlock, image: TiledImage): void {
    const { sources, targets, zeros } = this.#scratch;
    this.#imageTable(sources, zeros, grid, block, image, tileSize);
    const plane = panelsSize(image.channels, block.count);
    this.#planes(targets, block.count, panels, plane, 32);
    this.#transform(kinds.spread, block.count, image.channels * 4, block.count * 32);
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
    const plane = panelsSize(columns, count);
    for (let frequency = 0; frequency < this.frequencies; frequency++) {
      const from = left + frequency * blockTiles * depth * 4;
      kernels.rowPointers(sources, from, count, depth * 4, 1);
      const to = products + frequency * depth * columns * 4;
      kernels.outerGemm(sources, panels + frequency * plane, to, count, columns, 1, depth);
    }
  }

  /** Rows `depthOffset …` of `[points², depth, columns]` to the taps `[rows, columns]` of a filter. */
  collect(
    products: { readonly address: number; readonly depth: number; readonly depthOffset: number },
    taps: readonly (number | undefined)[],
    rows: number,
    columns: number,
  ): void {
    const { sources, targets, trash } = this.#scratch;
    const rowSize = columns * 4;
    const start = products.address + products.depthOffset * rowSize;
    this.#planes(sources, rows, start, products.depth * rowSize, rowSize);
    for (const [index, tap] of taps.entries()) {
      const step = tap === undefined ? 0 : rowSize;
      const { kernels } = this.#engine;
      kernels.addressTable(targets + index * 4, taps.length * 4, rows, tap ?? trash, step);
    }
    this.#transform(kinds.collect, rows, rowSize, plainRows);
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

/** Bytes of panels `[⌈columns / 8⌉, depth, 8]`. */
export function panelsSize(columns: number, depth: number): number {
  return Math.ceil(columns / 8) * depth * 32;
}

export function tileGrid(batch: number, height: number, width: number): TileGrid {
  return { batch, rows: Math.ceil(height / tileSize), columns: Math.ceil(width / tileSize) };
}

export function* tileBlocks({ batch, rows, columns }: TileGrid): Generator<TileBlock> {
  const tiles = batch * rows * columns;
  for (let first = 0; first < tiles; first += blockTiles) {
    yield { first, count: Math.min(blockTiles, tiles - first) };
  }
}
