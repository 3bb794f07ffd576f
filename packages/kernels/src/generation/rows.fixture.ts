/** For tests: random gains, biases and activations, and where the kernels find them. */
import fc from 'fast-check';
import { sample, type TestMemory } from '../test-memory.ts';
import { type Epilogue, pitchOf } from './convolution.ts';
import type { GenerationKernels } from './generation-kernels.ts';
import type { Activation, Rows } from './reference/epilogue.ts';

export const anyActivation: fc.Arbitrary<Activation> = fc.oneof(
  fc.constantFrom({ fn: 'linear' } as const, { fn: 'relu' } as const, { fn: 'tanh' } as const),
  fc.record({ fn: fc.constant('leakyRelu' as const), slope: fc.constantFrom(0.01, 0.2, 0.3) }),
);

/** Which rows a layer has; ones or zeros stand for one that it has not. */
export const anyRows = fc.record({ gain: fc.boolean(), bias: fc.boolean() });

export function rowsOf(
  { gain, bias }: { readonly gain: boolean; readonly bias: boolean },
  channels: number,
  seed: number,
): { readonly gains: Float32Array; readonly biases: Float32Array } {
  return {
    gains: gain
      ? sample(channels, seed + 1).map((value) => 2 * value)
      : new Float32Array(channels).fill(1),
    biases: bias ? sample(channels, seed + 2) : new Float32Array(channels),
  };
}

/** What fills up has a gain of one and no bias, as in the runtime. */
export function placeRows(
  memory: TestMemory<GenerationKernels>,
  { gains, biases }: Rows,
  activation: Activation,
): Epilogue {
  const filled = (row: ArrayLike<number>, filler: number) =>
    Array.from({ length: pitchOf(row.length) }, (_, channel) => row[channel] ?? filler);
  return {
    gains: memory.floats(filled(gains, 1)),
    biases: memory.floats(filled(biases, 0)),
    slope: slopeOf(activation),
  };
}

/** Of the LeakyReLU that stands for an activation; tanh is a pass of its own. */
function slopeOf(activation: Activation): number {
  switch (activation.fn) {
    case 'linear':
    case 'tanh':
      return 1;
    case 'relu':
      return 0;
    case 'leakyRelu':
      return activation.slope;
    default:
      return activation satisfies never;
  }
}
