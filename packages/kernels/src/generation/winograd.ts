/**
 * Stride-1 phases of three or five taps by Winograd's algorithm: F(4 × 4, 3 × 3) and F(2 × 2, 5 × 5) on
 * the same six points, so that all phases of a transposed convolution share one transform of the input.
 * The algorithm and its sources are in `assembly/generation/winograd.ts`.
 *
 * Tiles are computed in blocks whose transformed inputs and products stay in the L2 cache, output
 * columns sixteen at a time. Products are in the order of the inputs' points: the inputs of a point then
 * stay in L1 for all phases that read them, and the weights are one stream from beginning to end.
 */
import {
  aligned,
  type Convolution,
  type ConvolutionCost,
  groupRowsFor,
  type PhaseAxis,
  type Placement,
  pitchOf,
  type RunConvolution,
  type Staging,
  tableBytesFor,
  writeAddresses,
} from './convolution.ts';
import type { Address } from './generation-kernels.ts';

/** Columns of a block: a cache line. */
const BLOCK_PANELS = 2;
const BLOCK_BYTES = 32 * BLOCK_PANELS;
/** Sixty tiles of 128 channels take a megabyte. */
const MAX_BLOCK_TILES = 60;
const POINTS = 6;
const NONE = 0xffff_ffff;

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

/** Packs the weights and writes the tables. */
export function prepareWinograd(
  convolution: Convolution,
  plan: WinogradPlan,
  placement: Placement,
  staging: Staging,
): RunConvolution {
  const { channels, filters } = convolution;
  const { kernels, weights, zeros } = placement;
  const { side, blockTiles, groupRows, products, tileRows, tileColumns } = plan;
  const tables = tablesOf(plan, placement.tables);
  const scratch = scratchOf(convolution, plan, placement.scratch);
  const list = productList(plan);
  writeTables(convolution, plan, placement);
  packWeights(convolution, plan, placement, staging);
  const inputBytes = 4 * pitchOf(channels);
  const imageTiles = tileRows * tileColumns;
  const blocks = columnBlocks(filters).map(({ panel, panelCount }) => ({
    panelCount,
    weights: weights + 32 * products * channels * panel,
    offsetBytes: 32 * panel,
  }));
  const phases = plan.phases.map((phase, index) => ({
    ...phase,
    products: scratch.products + list.firstOfPhase(index) * scratch.productPlaneBytes,
    targets: tables.targets + 4 * index * plan.images * imageTiles * side * side,
  }));
  return (images, { gains, biases, slope }) => {
    const tiles = images * imageTiles;
    for (let start = 0; start < tiles; start += blockTiles) {
      const count = Math.min(blockTiles, tiles - start);
      kernels.winogradInput(
        tables.sources + 4 * start * POINTS * POINTS,
        scratch.inputs,
        scratch.inputPlaneBytes,
        count,
        inputBytes,
        scratch.tile,
      );
      for (const block of blocks) {
        kernels.winogradProducts(
          tables.list,
          products,
          block.weights,
          tables.pointers,
          tables.outputs,
          Math.ceil(count / groupRows),
          groupRows,
          block.panelCount,
          channels,
        );
        for (const phase of phases) {
          kernels.winogradOutput(
            phase.products,
            scratch.productPlaneBytes,
            BLOCK_BYTES,
            count,
            phase.rows.first,
            phase.rows.end,
            phase.columns.first,
            phase.columns.end,
            side,
            phase.targets + 4 * start * side * side,
            block.offsetBytes,
            32 * block.panelCount,
            gains + block.offsetBytes,
            biases + block.offsetBytes,
            slope,
            zeros,
            scratch.tile,
          );
        }
      }
    }
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
function productList({ phases }: Pick<WinogradPlan, 'phases'>) {
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

type TileCounts = Pick<
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
function tablesOf(plan: TileCounts, start: Address) {
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
function scratchOf(
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

function columnBlocks(filters: number): { panel: number; panelCount: number }[] {
  const panels = pitchOf(filters) / 8;
  return Array.from({ length: Math.ceil(panels / BLOCK_PANELS) }, (_, block) => {
    const panel = block * BLOCK_PANELS;
    return { panel, panelCount: Math.min(BLOCK_PANELS, panels - panel) };
  });
}

function writeTables(convolution: Convolution, plan: WinogradPlan, placement: Placement): void {
  const { height, width, channels, outHeight, outWidth, filters } = convolution;
  const { side, windowStart, blockTiles } = plan;
  const tables = tablesOf(plan, placement.tables);
  const scratch = scratchOf(convolution, plan, placement.scratch);
  writeTiles(placement, tables.sources, plan, POINTS, {
    ...{ start: placement.input, pixelBytes: 4 * pitchOf(channels), height, width },
    ...{ firstRow: windowStart.y, firstColumn: windowStart.x, rowStep: 1, columnStep: 1 },
    outside: placement.zeros,
  });
  const tiles = plan.images * plan.tileRows * plan.tileColumns;
  convolution.phases.forEach(({ rows, columns }, phase) => {
    writeTiles(placement, tables.targets + 4 * phase * tiles * side * side, plan, side, {
      ...{ start: placement.output, pixelBytes: 4 * pitchOf(filters) },
      ...{ height: outHeight, width: outWidth },
      ...{ firstRow: rows.outStart, firstColumn: columns.outStart },
      ...{ rowStep: rows.outStep, columnStep: columns.outStep },
      outside: scratch.spill,
    });
  });
  const list = productList(plan).list.flatMap(({ row, column, plane }) => [
    (row * POINTS + column) * scratch.inputPlaneBytes,
    plane * scratch.productPlaneBytes,
  ]);
  const tileAddresses = (first: Address, pitchBytes: number) =>
    Array.from({ length: blockTiles }, (_, tile) => first + tile * pitchBytes);
  writeAddresses(placement, tables.list, list);
  writeAddresses(placement, tables.pointers, tileAddresses(scratch.inputs, 4 * pitchOf(channels)));
  writeAddresses(placement, tables.outputs, tileAddresses(scratch.products, BLOCK_BYTES));
}

/** Every `rowStep`-th row and `columnStep`-th column of images that lie one behind another. */
interface Lattice {
  readonly start: Address;
  readonly pixelBytes: number;
  readonly height: number;
  readonly width: number;
  readonly firstRow: number;
  readonly firstColumn: number;
  readonly rowStep: number;
  readonly columnStep: number;
  /** For positions that are not in the image. */
  readonly outside: Address;
}

/**
 * Addresses u32 `[images, tileRows, tileColumns, extent, extent]` of the lattice's pixels, tiles `side`
 * apart. Plain loops: a cold start waits for them in the interpreter.
 */
function writeTiles(
  { memory }: Placement,
  table: Address,
  { images, tileRows, tileColumns, side }: TileCounts,
  extent: number,
  lattice: Lattice,
): void {
  const { start, pixelBytes, height, width, firstRow, firstColumn, outside } = lattice;
  const { rowStep, columnStep } = lattice;
  const count = images * tileRows * tileColumns * extent * extent;
  const addresses = new Uint32Array(memory.buffer, table, count);
  let at = 0;
  for (let image = 0; image < images; image++) {
    for (let tile = 0; tile < tileRows * tileColumns; tile++) {
      const top = Math.floor(tile / tileColumns) * side;
      const left = (tile % tileColumns) * side;
      for (let row = top; row < top + extent; row++) {
        const y = firstRow + row * rowStep;
        const line = start + (image * height + y) * width * pixelBytes;
        for (let column = left; column < left + extent; column++) {
          const x = firstColumn + column * columnStep;
          const isInside = y >= 0 && y < height && x >= 0 && x < width;
          addresses[at++] = isInside ? line + x * pixelBytes : outside;
        }
      }
    }
  }
}

/** Weights f32 `[blocks, products, panels of the block, channels, 8]`. */
function packWeights(
  { channels, filters, kernelWidth, phases }: Convolution,
  plan: WinogradPlan,
  placement: Placement,
  { source, workspace }: Staging,
): void {
  const { kernels, memory } = placement;
  const { window, windowStart, products } = plan;
  const pitchBytes = 4 * pitchOf(filters);
  const points = workspace;
  const taps = points + 8 * POINTS * window;
  const targets = taps + aligned(4 * window * window);
  const scratch = targets + aligned(4 * POINTS * POINTS);
  new Float64Array(memory.buffer, points, POINTS * window).set(filterMatrix(window));
  const { list } = productList(plan);
  phases.forEach((phase, index) => {
    const tapOffsets = square(window, (row, column) => {
      const kernelRow = phase.rows.taps[row + windowStart.y - phase.rows.inStart];
      const kernelColumn = phase.columns.taps[column + windowStart.x - phase.columns.inStart];
      if (kernelRow === undefined || kernelColumn === undefined) return NONE;
      return (kernelRow * kernelWidth + kernelColumn) * channels * pitchBytes;
    });
    writeAddresses(placement, taps, tapOffsets);
    for (const { panel, panelCount } of columnBlocks(filters)) {
      const productOffsets = new Array<number>(POINTS * POINTS).fill(NONE);
      list.forEach((product, slot) => {
        if (product.phase !== index) return;
        productOffsets[product.row * POINTS + product.column] = 32 * slot * panelCount * channels;
      });
      writeAddresses(placement, targets, productOffsets);
      kernels.packWinograd(
        source + 32 * panel,
        pitchBytes,
        taps,
        window,
        points,
        targets,
        placement.weights + 32 * products * channels * panel,
        channels,
        panelCount,
        scratch,
      );
    }
  });
}

/** G f64 `[6, window]`: powers of the points 0, 1, −1, 2, −2 over the products of their differences; ∞. */
function filterMatrix(window: number): number[] {
  const scales = [1 / 4, -1 / 6, -1 / 6, 1 / 24, 1 / 24];
  const finite = [0, 1, -1, 2, -2].flatMap((point, index) =>
    Array.from({ length: window }, (_, power) => point ** power * (scales[index] ?? 0)),
  );
  const infinite = Array.from({ length: window }, (_, power) => (power === window - 1 ? 1 : 0));
  return [...finite, ...infinite];
}

function square<T>(side: number, make: (row: number, column: number) => T): T[] {
  return Array.from({ length: side * side }, (_, i) => make(Math.floor(i / side), i % side));
}
