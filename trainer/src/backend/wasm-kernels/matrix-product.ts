/**
 * Batched matrix products with either side transposed. tfjs-backend-wasm multiplies by a naive loop
 * as soon as one is, which every gradient of a dense layer needs.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf, type WasmEngine } from './engine.ts';
import { tileRows } from './pointer-product.ts';

export interface MatrixProduct {
  /** `[batchA, m, k]`, or `[batchA, k, m]` when transposed. */
  readonly a: TensorInfo;
  /** `[batchB, k, n]`, or `[batchB, n, k]` when transposed. */
  readonly b: TensorInfo;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** `[max(batchA, batchB), m, n]`; a batch of one serves every product of the other side. */
export function multiply(engine: WasmEngine, product: MatrixProduct): TensorInfo {
  const { a, b, transposeA, transposeB } = product;
  const [batchA = 0, rowsA = 0, columnsA = 0] = a.shape;
  const [batchB = 0, rowsB = 0, columnsB = 0] = b.shape;
  const batch = Math.max(batchA, batchB);
  const [rows, depth] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
  const columns = transposeB ? rowsB : columnsB;
  const out = engine.create([batch, rows, columns]);
  if (rows * columns * batch === 0) return out;
  if (transposeA || depth === 0) engine.zero(engine.address(out), sizeOf(out.shape) * 4);
  if (rows === 1 && batch === 1 && depth > 0) {
    multiplyRow(engine, engine.address(a), b, engine.address(out), transposeB);
    return out;
  }
  const sizes = [
    Math.ceil(columns / 8) * 32 * depth,
    (Math.max(rows, depth) + tileRows) * 4,
    rows * 4,
  ];
  engine.scratch(sizes, (panels = 0, pointers = 0, outputs = 0) => {
    const { kernels } = engine;
    for (let index = 0; index < batch; index++) {
      const left = engine.address(a) + (index % batchA) * rowsA * columnsA * 4;
      const right = engine.address(b) + (index % batchB) * rowsB * columnsB * 4;
      const target = engine.address(out) + index * rows * columns * 4;
      const [depthStride, columnStride] = transposeB ? [4, columnsB * 4] : [columnsB * 4, 4];
      kernels.packPanels(panels, depth, 0, right, depth, columns, depthStride, columnStride);
      if (transposeA) {
        kernels.rowPointers(pointers, left, depth, columnsA * 4, 1);
        kernels.outerGemm(pointers, panels, target, depth, columns, 1, rows);
      } else {
        kernels.rowPointers(pointers, left, rows, columnsA * 4, tileRows);
        kernels.rowPointers(outputs, target, rows, columns * 4, 1);
        kernels.indirectGemm(pointers, panels, outputs, rows, columns, 1, depth);
      }
    }
  });
  return out;
}

/**
 * One row by a matrix, which is read once where it lies: packing it would cost more than the product.
 * Spectral normalization does little else.
 */
function multiplyRow(
  engine: WasmEngine,
  row: number,
  matrix: TensorInfo,
  out: number,
  transposed: boolean,
): void {
  const [, rows = 0, columns = 0] = matrix.shape;
  const { kernels } = engine;
  engine.scratch([(rows + tileRows) * 4, rows * 4], (pointers = 0, outputs = 0) => {
    kernels.rowPointers(pointers, engine.address(matrix), rows, columns * 4, tileRows);
    if (transposed) {
      kernels.rowPointers(outputs, out, rows, 4, 1);
      kernels.indirectDot(pointers, row, outputs, rows, 1, 1, columns);
    } else {
      engine.zero(out, columns * 4);
      kernels.outerFewColumns(pointers, row, out, rows, 1, 1, columns);
    }
  });
}
