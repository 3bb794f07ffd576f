import { describe, expect, it } from 'vitest';
import { smallGenerator } from '../fixtures/small-generator.ts';
import type { Graph, Network } from '../graph.ts';
import { compile } from '../passes/compile.ts';
import { findDirections } from './find-directions.ts';
import { moveLatent } from './latent-direction.ts';

/** A dense layer that stretches each of four latent components by its own factor, and shifts classes. */
function stretching(factors: readonly number[]): Network {
  const graph: Graph = {
    classCount: 2,
    nodes: [
      { op: 'input', id: 'z', shape: [4] },
      { op: 'dense', id: 'dense', input: 'z', units: 4, bias: 'perClass', gain: 'none' },
    ],
  };
  const kernel = new Float32Array(16);
  factors.forEach((factor, i) => {
    kernel[5 * i] = factor;
  });
  const bias = Float32Array.of(0, 0, 0, 0, 900, 0, 0, -900);
  return {
    graph,
    weights: new Map([
      ['dense/kernel', { shape: [4, 4], data: kernel }],
      ['dense/bias', { shape: [2, 4], data: bias }],
    ]),
  };
}

describe('findDirections', () => {
  it('orders latent components by how much they change, whatever the classes', () => {
    const directions = findDirections(stretching([1, 8, 2, 4]), 3);
    const strongest = directions.map(({ vector }) => vector.indexOf(Math.max(...vector)));
    expect(strongest).toEqual([1, 3, 2]);
    for (const { vector } of directions) expect(Math.hypot(...vector)).toBeCloseTo(1, 1);
    const shares = directions.map(({ explainedVariance }) => explainedVariance);
    expect(shares.map((share) => share.toFixed(1))).toEqual(['0.8', '0.2', '0.0']);
  });

  it('gives the same directions of a network and of the compiled one, in every run', () => {
    expect(findDirections(smallGenerator)).toEqual(findDirections(smallGenerator));
    expect(findDirections(compile(smallGenerator))).toHaveLength(4);
  });

  it('needs a dense layer', () => {
    const graph: Graph = { classCount: 1, nodes: [{ op: 'input', id: 'z', shape: [4] }] };
    expect(() => findDirections({ graph, weights: new Map() })).toThrow(/a dense layer, got none/);
  });
});

describe('moveLatent', () => {
  it('adds directions by their amounts and leaves the latent alone', () => {
    const latent = Float32Array.of(1, 2);
    const moves = [
      { vector: [1, 0], amount: 0.5 },
      { vector: [1, 1], amount: -2 },
    ];
    expect(moveLatent(latent, moves)).toEqual(Float32Array.of(-0.5, 0));
    expect(latent).toEqual(Float32Array.of(1, 2));
    expect(() => moveLatent(latent, [{ vector: [1], amount: 1 }])).toThrow(/of 2 values, got 1/);
  });
});
