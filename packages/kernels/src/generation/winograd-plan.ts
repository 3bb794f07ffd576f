/**
 * What Winograd's algorithm does with a convolution: tiles, products that are not known to be zero, blocks,
 * and where its tables and its scratch memory lie. Plain data from shapes.
 */
import {
  aligned,
  type Convolution,
  type ConvolutionCost,
  groupRowsFor,
  type PhaseAxis,
  pitchOf,
  tableBytesFor,
} from './convolution.ts';
import type { Address } from './generation-kernels.ts';

/** Columns of a block: a cache line. */
const BLOCK_PANELS = 2;
export const BLOCK_BYTES = 32 * BLOCK_PANELS;
/** Sixty tiles of 128 channels take a megabyte. */
const MAX_BLOCK_TILES = 60;
/** Of a tile in each direction. */
export const POINTS = 6;

/** First and last point of the products that are not known to be zero. */
interface PointRange {
  readonly first: number;
  readonly end: number;
}

interface WinogradPhase {
  readonly rows: PointRange;
  readonly columns: PointRange;
}

export interface WinogradPlan extends ConvolutionCost {
  readonly algorithm: 'winograd';
  readonly images: number;
  /** Outputs of a tile in each direction: 4 where the window is 3 taps long, 2 where it is 5. */
  readonly side: 4 | 2;
  /** Taps in each direction of the window that all phases share. */
  readonly window: 3 | 5;
  /** Input position of a window's first tap for the first output. */
  readonly windowStart: { readonly y: number; readonly x: number };
  readonly tileRows: number;
  readonly tileColumns: number;
  readonly blockTiles: number;
  readonly groupRows: 4 | 5;
  readonly phases: readonly WinogradPhase[];
  /** Products of a tile over all phases. */
  readonly products: number;
}

/** Undefined where the algorithm does not apply: strides, windows over five taps, phases without taps. */
export function planWinograd(convolution: Convolution, images: number): WinogradPlan | undefined {
  const { channels, filters, phases } = convolution;
  const [first] = phases;
  const rows = sharedWindow(phases.map((phase) => phase.rows));
  const columns = sharedWindow(phases.map((phase) => phase.columns));
  if (first === undefined || rows === undefined || columns === undefined) return undefined;
  const window = Math.max(rows.length, columns.length) <= 3 ? 3 : 5;
  const side = window === 3 ? 4 : 2;
  const tileRows = Math.ceil(first.rows.outCount / side);
  const tileColumns = Math.ceil(first.columns.outCount / side);
  const imageTiles = tileRows * tileColumns;
  const tiles = images * imageTiles;
  const groupRows = groupRowsFor(imageTiles);
  const blocks = Math.ceil(tiles / MAX_BLOCK_TILES);
  const blockTiles = groupRows * Math.ceil(tiles / blocks / groupRows);
  const ranges = phases.map((phase) => ({
    rows: pointRange(phase.rows, rows.start, window),
    columns: pointRange(phase.columns, columns.start, window),
  }));
  const products = ranges.reduce((sum, phase) => sum + productsOf(phase), 0);
  const plan = {
    algorithm: 'winograd',
    images,
    side,
    window,
    windowStart: { y: rows.start, x: columns.start },
    tileRows,
    tileColumns,
    blockTiles,
    groupRows,
    phases: ranges,
    products,
    multiplyAdds: imageTiles * products * channels * filters,
    weightBytes: 4 * products * channels * pitchOf(filters),
  } as const;
  return {
    ...plan,
    tableBytes: tablesOf(plan, 0).end,
    scratchBytes: scratchOf(convolution, plan, 0).end,
  };
}

/** The taps that some phase reads, for the first output; undefined where Winograd does not apply. */
function sharedWindow(
  axes: readonly PhaseAxis[],
): { readonly start: number; readonly length: number } | undefined {
  const start = Math.min(...axes.map(({ inStart }) => inStart));
  const end = Math.max(...axes.map(({ inStart, taps }) => inStart + taps.length));
  const outCount = axes[0]?.outCount;
  const applies = axes.every(
    (axis) => axis.inStep === 1 && axis.taps.length > 0 && axis.outCount === outCount,
  );
  return applies && end - start <= 5 ? { start, length: end - start } : undefined;
}

/** Without the window's first tap the product at point 0 is zero, without its last that at ∞. */
function pointRange({ inStart, taps }: PhaseAxis, start: number, window: number): PointRange {
  return {
    first: inStart > start ? 1 : 0,
    end: inStart + taps.length < start + window ? POINTS - 1 : POINTS,
  };
}

function productsOf({ rows, columns }: WinogradPhase): number {
  return (rows.end - rows.first) * (columns.end - columns.first);
}

interface Product {
  readonly phase: number;
  readonly row: number;
  readonly column: number;
  /** Index of its plane among all products, those of one phase one behind another. */
  readonly plane: number;
}

/** Products in the order of the inputs' points. */
export function productList({ phases }: Pick<WinogradPlan, 'phases'>) {
  const firstOfPhase = (index: number) =>
    phases.slice(0, index).reduce((sum, phase) => sum + productsOf(phase), 0);
  const list: Product[] = [];
  for (let point = 0; point < POINTS * POINTS; point++) {
    const row = Math.floor(point / POINTS);
    const column = point % POINTS;
    phases.forEach(({ rows, columns }, phase) => {
      if (row < rows.first || row >= rows.end) return;
      if (column < columns.first || column >= columns.end) return;
      const within = (row - rows.first) * (columns.end - columns.first) + column - columns.first;
      list.push({ phase, row, column, plane: firstOfPhase(phase) + within });
    });
  }
  return { list, firstOfPhase };
}

/** How many tiles there are, and of what. */
export type TileCounts = Pick<
  WinogradPlan,
  | 'images'
  | 'tileRows'
  | 'tileColumns'
  | 'phases'
  | 'side'
  | 'products'
  | 'blockTiles'
  | 'groupRows'
>;

/** Tables one behind another from `start`. */
export function tablesOf(plan: TileCounts, start: Address) {
  const { images, tileRows, tileColumns, phases, side, products, blockTiles, groupRows } = plan;
  const tiles = images * tileRows * tileColumns;
  const sources = start;
  const targets = sources + aligned(4 * tiles * POINTS * POINTS);
  const list = targets + aligned(4 * phases.length * tiles * side * side);
  const pointers = list + aligned(8 * products);
  const outputs = pointers + tableBytesFor(blockTiles, groupRows);
  return {
    sources,
    targets,
    list,
    pointers,
    outputs,
    end: outputs + tableBytesFor(blockTiles, groupRows),
  };
}

/** Planes one behind another from `start`, each a cache line apart from the next: tiles of one size would
 * otherwise fall into the same sets of the cache. */
export function scratchOf(
  { channels, filters }: Convolution,
  { blockTiles, products }: Pick<WinogradPlan, 'blockTiles' | 'products'>,
  start: Address,
) {
  const inputPlaneBytes = aligned(4 * blockTiles * pitchOf(channels)) + 64;
  const productPlaneBytes = blockTiles * BLOCK_BYTES + 64;
  const inputs = start;
  const productsAt = inputs + POINTS * POINTS * inputPlaneBytes;
  const tile = productsAt + products * productPlaneBytes;
  /** Where outputs beyond the image's edge go. */
  const spill = tile + aligned(POINTS * POINTS * Math.max(4 * pitchOf(channels), BLOCK_BYTES));
  const end = spill + aligned(4 * pitchOf(filters));
  return { inputs, inputPlaneBytes, products: productsAt, productPlaneBytes, tile, spill, end };
}

/** Blocks of the output's panels. */
export function columnBlocks(filters: number): { panel: number; panelCount: number }[] {
  const panels = pitchOf(filters) / 8;
  return Array.from({ length: Math.ceil(panels / BLOCK_PANELS) }, (_, block) => {
    const panel = block * BLOCK_PANELS;
    return { panel, panelCount: Math.min(BLOCK_PANELS, panels - panel) };
  });
}
