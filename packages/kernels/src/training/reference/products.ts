/** The products of `indirect-gemm.ts`, `outer-gemm.ts` and `few-columns.ts`, by their definition in f64. */

/** Row-major. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: ArrayLike<number>;
}

/** `left · right`. */
export function multiply(left: Matrix, right: Matrix): Matrix {
  const values = new Float64Array(left.rows * right.columns);
  for (let row = 0; row < left.rows; row++) {
    for (let column = 0; column < right.columns; column++) {
      let sum = 0;
      for (let index = 0; index < left.columns; index++) {
        sum += at(left, row, index) * at(right, index, column);
      }
      values[row * right.columns + column] = sum;
    }
  }
  return { rows: left.rows, columns: right.columns, values };
}

export function transpose(matrix: Matrix): Matrix {
  const { rows, columns } = matrix;
  const values = Float64Array.from({ length: rows * columns }, (_, index) =>
    at(matrix, index % rows, Math.floor(index / rows)),
  );
  return { rows: columns, columns: rows, values };
}

export function at({ values, rows, columns }: Matrix, row: number, column: number): number {
  const value = values[row * columns + column];
  if (value === undefined || column >= columns) {
    throw new RangeError(`expected an element of ${rows} × ${columns}, got ${row}, ${column}`);
  }
  return value;
}
