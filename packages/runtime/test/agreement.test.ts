/** The engine computes what the network means: it against the naive interpreter of the model package. */
import { compile, evaluate, latentVector, type Network } from '@comfy-edge/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toBytes } from '../src/pixels.ts';
import { Program } from '../src/run/program.ts';
import { arbitraryNetwork } from './arbitrary-network.ts';
import { engine } from './engine-node.ts';
import { tinyGraph, withRandomWeights } from './tiny-network.ts';

/** Sums of f32 in another order: relative to the largest value, or to 1 where all are smaller. */
const TOLERANCE = 2e-4;

function disagreement(network: Network, reference: Network, seed: number): number {
  const program = new Program(engine, network);
  try {
    const [inputSize] = program.plan.input.shape;
    let worst = 0;
    for (let classIndex = 0; classIndex < network.graph.classCount; classIndex++) {
      const input = latentVector({ seed, size: inputSize });
      const expected = evaluate(reference, input, classIndex);
      const actual = program.run(input, classIndex);
      expect(actual.length).toBe(expected.length);
      const largest = expected.reduce((max, value) => Math.max(max, Math.abs(value)), 1);
      expected.forEach((value, i) => {
        worst = Math.max(worst, Math.abs(value - (actual[i] ?? Number.NaN)) / largest);
      });
    }
    return worst;
  } finally {
    program.dispose();
  }
}

test('random networks, as they are and compiled, and no tensor leaks', () => {
  const before = engine.tensorCount();
  const bytes = engine.allocatedBytes();
  fc.assert(
    fc.property(arbitraryNetwork, fc.nat(), (network, seed) => {
      expect(disagreement(network, network, seed)).toBeLessThan(TOLERANCE);
      expect(disagreement(compile(network), network, seed)).toBeLessThan(TOLERANCE);
    }),
    { numRuns: 150 },
  );
  expect(engine.tensorCount()).toBe(before);
  expect(engine.allocatedBytes()).toBe(bytes);
});

test('an image has the same bits in any batch, whatever the network', () => {
  fc.assert(
    fc.property(arbitraryNetwork, fc.constantFrom(2, 3, 5, 16, 19), (network, count) => {
      const program = new Program(engine, compile(network));
      const [size] = program.plan.input.shape;
      const inputs = Array.from({ length: count }, (_, seed) => latentVector({ seed, size }));
      const alone = inputs.map((input) => program.run(input, 0));
      const together = program.runMany(inputs, 0);
      const pixels = program.draw(inputs, 0);
      program.dispose();
      expect(together).toEqual(alone);
      expect(pixels).toEqual(alone.map(toBytes));
    }),
    { numRuns: 150 },
  );
});

test('the tiny model', () => {
  const network = withRandomWeights(tinyGraph, 1);
  expect(disagreement(compile(network), network, 3)).toBeLessThan(TOLERANCE);
});
