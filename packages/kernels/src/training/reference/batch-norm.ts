/** Fused batch normalization by its formulas, in f64, one channel at a time. */

export interface BatchNormCase {
  readonly batch: number;
  readonly inner: number;
  readonly channels: number;
  /** Whether gamma and beta are `[batch, channels]` instead of `[channels]`. */
  readonly perExample: boolean;
  readonly epsilon: number;
  readonly slope: number;
}

export interface BatchNormValues {
  readonly x: ArrayLike<number>;
  readonly dy: ArrayLike<number>;
  readonly gamma: ArrayLike<number>;
  readonly beta: ArrayLike<number>;
}

export interface BatchNormResult {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly y: Float64Array;
  readonly dx: Float64Array;
  /** `[batch, channels]` */
  readonly dGamma: Float64Array;
  readonly dBeta: Float64Array;
}

export function batchNorm(sizes: BatchNormCase, values: BatchNormValues): BatchNormResult {
  const { batch, inner, channels } = sizes;
  const result: BatchNormResult = {
    mean: new Float64Array(channels),
    variance: new Float64Array(channels),
    y: new Float64Array(batch * inner * channels),
    dx: new Float64Array(batch * inner * channels),
    dGamma: new Float64Array(batch * channels),
    dBeta: new Float64Array(batch * channels),
  };
  for (let channel = 0; channel < channels; channel++) oneChannel(channel, sizes, values, result);
  return result;
}

function oneChannel(
  channel: number,
  { batch, inner, channels, perExample, epsilon, slope }: BatchNormCase,
  { x, dy, gamma, beta }: BatchNormValues,
  result: BatchNormResult,
): void {
  const rows = Array.from({ length: batch * inner }, (_, row) => row);
  const get = (from: ArrayLike<number>, index: number) => from[index] ?? Number.NaN;
  const average = (f: (row: number) => number) =>
    rows.reduce((sum, row) => sum + f(row), 0) / rows.length;
  const mean = average((row) => get(x, row * channels + channel));
  const variance = average((row) => (get(x, row * channels + channel) - mean) ** 2);
  const deviation = Math.sqrt(variance + epsilon);
  const whitened = rows.map((row) => (get(x, row * channels + channel) - mean) / deviation);
  const affine = (from: ArrayLike<number>, row: number) =>
    get(from, (perExample ? Math.floor(row / inner) * channels : 0) + channel);
  const g = rows.map((row) => {
    const before = (whitened[row] ?? 0) * affine(gamma, row) + affine(beta, row);
    result.y[row * channels + channel] = before > 0 ? before : before * slope;
    return get(dy, row * channels + channel) * (before > 0 ? 1 : slope);
  });
  const scaled = (row: number) => (g[row] ?? 0) * affine(gamma, row);
  const meanG = average(scaled);
  const meanGx = average((row) => scaled(row) * (whitened[row] ?? 0));
  for (const row of rows) {
    const example = Math.floor(row / inner) * channels + channel;
    const w = whitened[row] ?? 0;
    result.dx[row * channels + channel] = (scaled(row) - meanG - w * meanGx) / deviation;
    result.dGamma[example] = (result.dGamma[example] ?? 0) + (g[row] ?? 0) * w;
    result.dBeta[example] = (result.dBeta[example] ?? 0) + (g[row] ?? 0);
  }
  result.mean[channel] = mean;
  result.variance[channel] = variance;
}
