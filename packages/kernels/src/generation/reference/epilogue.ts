/** What follows a product, `activation(x · gain + bias)` by channel, in f64. */

export type Activation =
  | { readonly fn: 'linear' | 'relu' | 'tanh' }
  | { readonly fn: 'leakyRelu'; readonly slope: number };

export interface Rows {
  readonly gains: ArrayLike<number>;
  readonly biases: ArrayLike<number>;
}

/** @param values `[…, channels]`, as many channels as the rows have values */
export function finish(
  values: ArrayLike<number>,
  { gains, biases }: Rows,
  activation: Activation,
): Float64Array {
  return Float64Array.from(values, (value, index) => {
    const channel = index % gains.length;
    const gain = gains[channel] ?? Number.NaN;
    return activate(value * gain + (biases[channel] ?? Number.NaN), activation);
  });
}

function activate(value: number, activation: Activation): number {
  switch (activation.fn) {
    case 'linear':
      return value;
    case 'relu':
      return Math.max(value, 0);
    case 'leakyRelu':
      return value < 0 ? value * activation.slope : value;
    case 'tanh':
      return Math.tanh(value);
    default:
      return activation satisfies never;
  }
}
