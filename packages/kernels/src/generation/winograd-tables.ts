/** Winograd's tables of addresses: where a tile's pixels, products and outputs are. */
import { type Convolution, type Placement, pitchOf, writeAddresses } from './convolution.ts';
import type { Address } from './generation-kernels.ts';
import {
  BLOCK_BYTES,
  POINTS,
  productList,
  scratchOf,
  type TileCounts,
  tablesOf,
  type WinogradPlan,
} from './winograd-plan.ts';

export function writeTables(
  convolution: Convolution,
  plan: WinogradPlan,
  placement: Placement,
): void {
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
