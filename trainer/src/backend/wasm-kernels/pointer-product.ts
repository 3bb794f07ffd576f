/**
 * One product through pointers in blocks of rows: which of the kernels fits its shape, the scratch
 * memory it needs and the packing of its right side. Convolutions in every direction are built on it.
 */
import type { WasmEngine } from './engine.ts';

export const tileRows = 5;
/** Rows whose pointers are built at a time: few enough to stay in the L2 cache. */
const blockRows = 64 * tileRows;

interface ProductShape {
  readonly rows: number;
  readonly columns: number;
  readonly taps: number;
  readonly channels: number;
}

export interface Product extends ProductShape {
  /** Matrix `[channels, columns]` of each tap, by address and strides in bytes. */
  readonly right: {
    address(tap: number): number;
    readonly channelStride: number;
    readonly columnStride: number;
  };
  /** Writes u32 pointers `[⌈count / group⌉, taps, group]` to the left rows from `first` on. */
  left(pointers: number, zeros: number, first: number, count: number, group: number): void;
  /** Writes u32 pointers `[count]` to where the results of the rows from `first` on belong. */
  outputs(pointers: number, first: number, count: number): void;
}

/**
 * `columns` runs the lanes along columns; `channels` along channels, for an image of few columns;
 * `gathered` copies runs of few channels together first.
 */
type Method = 'columns' | 'channels' | 'gathered';

export function runProduct(engine: WasmEngine, product: Product): void {
  const { rows, columns, taps, channels } = product;
  if (rows === 0 || columns === 0) return;
  const method = methodFor(product);
  const depth = taps * channels;
  const gathering = method === 'gathered';
  const sizes = [
    method === 'channels' ? columns * depth * 4 : Math.ceil(columns / 8) * 32 * depth,
    blockRows * taps * 4,
    blockRows * 4,
    channels * 4,
    gathering ? blockRows * depth * 4 : 0,
    gathering ? blockRows * 4 : 0,
  ];
  engine.scratch(
    sizes,
    (right = 0, pointers = 0, outputs = 0, zeros = 0, gathered = 0, gatheredPointers = 0) => {
      const { kernels } = engine;
      engine.zero(zeros, channels * 4);
      packRight(engine, product, method, right);
      for (let first = 0; first < rows; first += blockRows) {
        const count = Math.min(blockRows, rows - first);
        product.left(pointers, zeros, first, count, gathering ? 1 : tileRows);
        product.outputs(outputs, first, count);
        if (gathering) {
          kernels.gatherRuns(pointers, gathered, count * taps, channels);
          kernels.rowPointers(gatheredPointers, gathered, count, depth * 4, tileRows);
          kernels.indirectGemm(gatheredPointers, right, outputs, count, columns, 1, depth);
        } else if (method === 'channels') {
          kernels.indirectDot(pointers, right, outputs, count, columns, taps, channels);
        } else {
          kernels.indirectGemm(pointers, right, outputs, count, columns, taps, channels);
        }
      }
    },
  );
}

function methodFor({ columns, taps, channels }: ProductShape): Method {
  if (channels < 4 && taps > 1) return 'gathered';
  return columns < 4 ? 'channels' : 'columns';
}

function packRight(engine: WasmEngine, product: Product, method: Method, target: number): void {
  const { columns, taps, channels, right } = product;
  const { kernels } = engine;
  const depth = taps * channels;
  const { channelStride, columnStride } = right;
  for (let tap = 0; tap < taps; tap++) {
    const from = right.address(tap);
    const offset = tap * channels;
    if (method === 'channels') {
      const to = target + offset * 4;
      kernels.packColumns(to, depth * 4, from, channels, columns, channelStride, columnStride);
    } else {
      kernels.packPanels(
        target,
        depth,
        offset,
        from,
        channels,
        columns,
        channelStride,
        columnStride,
      );
    }
  }
}
