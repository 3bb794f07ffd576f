/**
 * The Fréchet distance between two sets of feature vectors, each taken as a Gaussian:
 *
 *     d² = ‖μ₁ − μ₂‖² + tr(C₁ + C₂ − 2 (C₁^½ C₂ C₁^½)^½)
 *
 * Heusel et al. 2017, arXiv:1706.08500, which takes Inception's features and calls it FID. Ours, from
 * a small classifier of the data set at hand, is called **cFID**: its values compare generators of
 * one data set and one classifier and nothing else. The product under the root is the symmetric one,
 * so that a symmetric eigendecomposition serves and no imaginary parts arise.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Mean and covariance, gathered a few vectors at a time. */
export class FeatureStatistics {
  readonly size: number;
  #count = 0;
  readonly #sum: Float64Array;
  /** Upper triangle of Σ (x − shift)(x − shift)ᵀ, row-major. */
  readonly #products: Float64Array;
  /** The first vector: subtracted before squaring, so that nothing cancels. */
  #shift: Float64Array | undefined;

  /** @param size the length of one feature vector */
  constructor(size: number) {
    this.size = size;
    this.#sum = new Float64Array(size);
    this.#products = new Float64Array(size * size);
  }

  get count(): number {
    return this.#count;
  }

  /** `[n, size]`. */
  add(features: Float32Array): void {
    const { size } = this;
    if (features.length % size !== 0) {
      throw new RangeError(`expected a multiple of ${size} values, got ${features.length}`);
    }
    const vector = new Float64Array(size);
    for (let from = 0; from < features.length; from += size) {
      this.#shift ??= Float64Array.from(features.subarray(0, size));
      for (let row = 0; row < size; row++) {
        vector[row] = (features[from + row] ?? 0) - (this.#shift[row] ?? 0);
      }
      this.#addShifted(vector);
    }
  }

  #addShifted(vector: Float64Array): void {
    const { size } = this;
    this.#count += 1;
    for (let row = 0; row < size; row++) {
      const value = vector[row] ?? 0;
      this.#sum[row] = (this.#sum[row] ?? 0) + value;
      const start = row * size;
      for (let column = row; column < size; column++) {
        const at = start + column;
        this.#products[at] = (this.#products[at] ?? 0) + value * (vector[column] ?? 0);
      }
    }
  }

  /** `[size]`. */
  mean(): Float64Array {
    return this.#sum.map((sum, row) => sum / this.#count + (this.#shift?.[row] ?? 0));
  }

  /** `[size, size]`, unbiased. */
  covariance(): Matrix {
    if (this.#count < 2) {
      throw new RangeError(
        `expected at least 2 feature vectors for a covariance, got ${this.#count}`,
      );
    }
    const covariance = Matrix.zeros(this.size, this.size);
    for (let row = 0; row < this.size; row++) {
      for (let column = row; column < this.size; column++) {
        const product = this.#products[row * this.size + column] ?? 0;
        const outer = ((this.#sum[row] ?? 0) * (this.#sum[column] ?? 0)) / this.#count;
        const value = (product - outer) / (this.#count - 1);
        covariance.set(row, column, value);
        covariance.set(column, row, value);
      }
    }
    return covariance;
  }
}

/** d² of the two Gaussians, at least 0. Its bias falls with the counts: compare equal counts only. */
export function frechetDistance(a: FeatureStatistics, b: FeatureStatistics): number {
  if (a.size !== b.size) {
    throw new RangeError(`expected features of one size, got ${a.size} and ${b.size}`);
  }
  const [meanA, meanB] = [a.mean(), b.mean()];
  const between = meanA.reduce((sum, value, row) => sum + (value - (meanB[row] ?? 0)) ** 2, 0);
  const [covarianceA, covarianceB] = [a.covariance(), b.covariance()];
  const rootA = squareRoot(covarianceA);
  const product = rootA.mmul(covarianceB).mmul(rootA);
  const traceOfRoot = eigenvalues(symmetric(product)).reduce(
    (sum, value) => sum + Math.sqrt(Math.max(0, value)),
    0,
  );
  return Math.max(0, between + covarianceA.trace() + covarianceB.trace() - 2 * traceOfRoot);
}

/** The symmetric positive semidefinite square root. */
function squareRoot(matrix: Matrix): Matrix {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  });
  const roots = realEigenvalues.map((value) => Math.sqrt(Math.max(0, value)));
  return eigenvectorMatrix.mmul(Matrix.diag(roots)).mmul(eigenvectorMatrix.transpose());
}

function eigenvalues(matrix: Matrix): readonly number[] {
  return new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues;
}

/** Rounding makes products a little asymmetric. */
function symmetric(matrix: Matrix): Matrix {
  return Matrix.add(matrix, matrix.transpose()).mul(0.5);
}
