import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryExample, randomWeights } from '../fixtures/arbitrary-network.ts';
import { smallGenerator } from '../fixtures/small-generator.ts';
import type { Graph, Network } from '../graph.ts';
import { dequantize, quantize } from './quantize.ts';

const dense: Graph = {
  classCount: 1,
  nodes: [
    { op: 'input', id: 'x', shape: [2] },
    { op: 'dense', id: 'd', input: 'x', units: 2, bias: 'shared', gain: 'none' },
  ],
};

function withKernel(kernel: number[]): Network {
  const weights = new Map(randomWeights(dense));
  weights.set('d/kernel', { shape: [2, 2], data: Float32Array.from(kernel) });
  return { graph: dense, weights };
}

describe('quantize', () => {
  it('scales each output channel by its largest weight over 127', () => {
    const stored = quantize(withKernel([127, -1, -63.4, 0.5]));
    expect(stored.get('d/kernel')).toEqual({
      dtype: 'I8',
      shape: [2, 2],
      data: Int8Array.of(127, -127, -63, 64),
      axis: 1,
      scales: Float32Array.of(1, 1 / 127),
    });
    expect(stored.get('d/bias')?.dtype).toBe('F32');
  });

  it('takes the third axis of a transposed kernel, [kh, kw, out, in]', () => {
    const stored = quantize(smallGenerator);
    expect(stored.get('up2/kernel')).toMatchObject({ axis: 2, scales: { length: 2 } });
    expect(stored.get('mix/kernel')).toMatchObject({ axis: 3, scales: { length: 4 } });
  });

  it('chooses by name', () => {
    const stored = quantize(smallGenerator, {
      kernels: (name) =>
        name === 'mix/kernel' ? 'float16' : name === 'up1/kernel' ? 'float32' : 'int8',
    });
    const dtypes = ['mix/kernel', 'up1/kernel', 'up2/kernel', 'norm1/gamma'].map(
      (name) => stored.get(name)?.dtype,
    );
    expect(dtypes).toEqual(['F16', 'F32', 'I8', 'F32']);
  });

  it('is off by half a step at most, by nothing the second time', () => {
    fc.assert(
      fc.property(arbitraryExample, ({ network }) => {
        const stored = quantize(network);
        const decoded = dequantize(stored);
        for (const [name, tensor] of stored) {
          const before = network.weights.get(name)?.data ?? [];
          const after = decoded.get(name)?.data;
          if (tensor.dtype !== 'I8') {
            expect(after).toEqual(before);
            continue;
          }
          const inner = tensor.shape.slice(tensor.axis + 1).reduce((a, b) => a * b, 1);
          for (const [index, value] of before.entries()) {
            const scale = tensor.scales[Math.floor(index / inner) % tensor.scales.length] ?? 0;
            expect(Math.abs(value - (after?.[index] ?? Number.NaN))).toBeLessThanOrEqual(
              scale * 0.50001,
            );
          }
        }
        expect(dequantize(quantize({ graph: network.graph, weights: decoded }))).toEqual(decoded);
      }),
    );
  });

  it('rounds float16 to within 2^-11', () => {
    const decoded = dequantize(quantize(smallGenerator, { kernels: 'float16' }));
    for (const [name, { data }] of smallGenerator.weights) {
      data.forEach((value, index) => {
        const error = Math.abs(value - (decoded.get(name)?.data[index] ?? Number.NaN));
        expect(error).toBeLessThanOrEqual(Math.abs(value) * 2 ** -11 + 2 ** -25);
      });
    }
  });

  it('stores a channel of zeros, or too small for a scale, as zeros', () => {
    const decoded = dequantize(quantize(withKernel([0, 1e-45, 0, -1e-45])));
    expect(decoded.get('d/kernel')?.data).toEqual(Float32Array.of(0, 0, 0, 0));
  });

  it('refuses weights that no storage can hold', () => {
    const kernel = (value: number) => withKernel([value, 0, 0, 0]);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => quantize(kernel(value))).toThrow(`expected finite values, got ${value} at 0`);
    }
    expect(() => quantize(kernel(65_520), { kernels: 'float16' })).toThrow(
      'd/kernel: expected values up to 65504 for float16, got 65520',
    );
    const { graph, weights } = kernel(1);
    expect(() => quantize({ graph, weights: new Map([...weights].slice(1)) })).toThrow(
      'expected a weight',
    );
  });
});
