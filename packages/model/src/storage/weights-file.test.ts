import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryExample } from '../fixtures/arbitrary-network.ts';
import { smallGenerator, smallGeneratorGraph } from '../fixtures/small-generator.ts';
import { parsedOrRefused, tampered } from '../fixtures/tampering.ts';
import { sha256Hex } from '../manifest/digest.ts';
import { compile } from '../passes/compile.ts';
import { checkWeights } from '../weight-shapes.ts';
import { dequantize, type KernelStorage, quantize } from './quantize.ts';
import { readSafetensors, type SafeTensor, writeSafetensors } from './safetensors.ts';
import { decodeWeights, encodeWeights } from './weights-file.ts';

const published = compile(smallGenerator);
const file = encodeWeights(quantize(published));

/** The published file with one tensor replaced, added or (undefined) left out. */
function edited(name: string, tensor: SafeTensor | undefined): Uint8Array {
  const tensors = new Map(readSafetensors(file).tensors);
  if (tensor) tensors.set(name, tensor);
  else tensors.delete(name);
  return writeSafetensors(tensors);
}

describe('weights file', () => {
  it('gives back the dequantized weights, whatever the storage', () => {
    const storage = fc.constantFrom<KernelStorage>('int8', 'float16', 'float32');
    fc.assert(
      fc.property(arbitraryExample, storage, ({ network }, kernels) => {
        const stored = quantize(network, { kernels });
        expect(decodeWeights(encodeWeights(stored), network.graph)).toEqual(dequantize(stored));
      }),
    );
  });

  it('has the same digest for the same weights, on every machine', async () => {
    const reversed = new Map([...quantize(published)].reverse());
    expect(encodeWeights(reversed)).toEqual(file);
    expect(await sha256Hex(file)).toMatchInlineSnapshot(
      `"b82122d81c1b9d439e00b4f08aed7e97d4bfe1970be87883bb791ccff4fb6505"`,
    );
  });

  const f32 = (shape: number[], ...data: number[]): SafeTensor => ({
    dtype: 'F32',
    shape,
    data: Float32Array.from(data),
  });
  const refused: readonly [string, Uint8Array, string][] = [
    [
      'a missing tensor',
      edited('pixels/bias', undefined),
      'pixels/bias: expected a tensor, got none',
    ],
    [
      'a missing scale',
      edited('pixels/kernel.scale', undefined),
      'pixels/kernel.scale: expected F32 [1], got none',
    ],
    [
      'another shape',
      edited('pixels/bias', f32([2], 1, 2)),
      'pixels/bias: expected shape [1], got [2]',
    ],
    [
      'a tensor too many',
      edited('pixels/gain', f32([1], 1)),
      'pixels/gain: expected only the tensors',
    ],
    [
      'the scale of a tensor that has none',
      edited('pixels/bias.scale', f32([1], 1)),
      'pixels/bias.scale: expected only',
    ],
    [
      'a NaN',
      edited('pixels/bias', f32([1], Number.NaN)),
      'pixels/bias: expected finite values, got NaN at 0',
    ],
    [
      'an infinite half',
      edited('pixels/bias', { dtype: 'F16', shape: [1], data: Uint16Array.of(0x7c00) }),
      'expected finite values, got Infinity',
    ],
    [
      'an infinite scale',
      edited('pixels/kernel.scale', f32([1], Number.POSITIVE_INFINITY)),
      'pixels/kernel.scale: expected finite',
    ],
    [
      'a negative scale',
      edited('pixels/kernel.scale', f32([1], -1)),
      'expected finite values of at least 0, got -1',
    ],
    [
      'a scale that overflows',
      edited('pixels/kernel.scale', f32([1], 3e38)),
      'pixels/kernel: expected finite values',
    ],
    [
      'scales of another number',
      edited('pixels/kernel.scale', f32([2], 1, 1)),
      'expected F32 [1], got F32 [2]',
    ],
    [
      'an int8 bias',
      edited('pixels/bias', { dtype: 'I8', shape: [1], data: Int8Array.of(1) }),
      'pixels/bias: expected F32 or F16, got I8',
    ],
    [
      'unsigned weights',
      edited('pixels/bias', { dtype: 'U8', shape: [1], data: Uint8Array.of(1) }),
      'got U8',
    ],
  ];
  it.each(refused)('refuses %s', (_, bytes, message) => {
    expect(() => decodeWeights(bytes, published.graph)).toThrow(
      expect.objectContaining({
        code: 'weights_invalid',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('refuses a negative variance', () => {
    const weights = new Map(smallGenerator.weights);
    weights.set('norm1/variance', { shape: [4], data: Float32Array.of(1, -1, 1, 1) });
    expect(() => checkWeights(smallGeneratorGraph, weights)).toThrow(
      'norm1/variance: expected finite values of at least 0, got -1 at 1',
    );
  });

  it('decodes to finite weights of the graph or refuses, whatever was done to the bytes', () => {
    fc.assert(
      fc.property(tampered(file), (bytes) => {
        const weights = parsedOrRefused(
          () => decodeWeights(bytes, published.graph),
          ['safetensors_invalid', 'weights_invalid'],
        );
        if (weights) checkWeights(published.graph, weights);
      }),
      { numRuns: 1000 },
    );
  });
});
