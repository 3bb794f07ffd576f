/** Points between two classes are points between their rows, and leave the classes as they are. */
import { compile, evaluate, type Network, type Tensor } from '@comfy-edge/model';
import { expect, test } from 'vitest';
import { Program } from '../src/run/program.ts';
import { engine } from './engine-node.ts';
import { tinyGraph, withRandomWeights } from './tiny-network.ts';

const raw = withRandomWeights(tinyGraph, 1);
const latent = Float32Array.from({ length: 8 }, (_, i) => Math.sin(i + 1));

/** The network whose class 0 has the rows between those of two classes, for the naive interpreter. */
function withBlendedClass(network: Network, from: number, to: number, amount: number): Network {
  const weights = new Map<string, Tensor>();
  for (const [name, { shape, data }] of network.weights) {
    const blended = data.slice();
    if (shape[0] === network.graph.classCount && shape.length === 2) {
      const size = shape[1] ?? 0;
      for (let i = 0; i < size; i++) {
        const [a = 0, b = 0] = [data[from * size + i], data[to * size + i]];
        blended[i] = (1 - amount) * a + amount * b;
      }
    }
    weights.set(name, { shape, data: blended });
  }
  return { graph: network.graph, weights };
}

test.each([
  ['as trained', raw],
  ['compiled', compile(raw)],
])('a network %s gives what its blended rows mean', (_, network) => {
  const program = new Program(engine, network);
  for (const amount of [0.25, 0.5, 0.9]) {
    const expected = evaluate(withBlendedClass(network, 2, 1, amount), latent, 0);
    const actual = program.run(latent, { from: 2, to: 1, amount });
    for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, 4);
  }
  program.dispose();
});

test('its ends are the classes, to the bit, and these stay what they were', () => {
  const program = new Program(engine, compile(raw));
  const [zero, one] = [program.run(latent, 0), program.run(latent, 1)];
  expect(program.run(latent, { from: 0, to: 1, amount: 0 })).toEqual(zero);
  expect(program.run(latent, { from: 0, to: 1, amount: 1 })).toEqual(one);
  const middle = program.run(latent, { from: 0, to: 1, amount: 0.5 });
  expect(middle).not.toEqual(zero);
  expect(program.run(latent, { from: 1, to: 0, amount: 0.5 })).toEqual(middle);
  expect(program.run(latent, 0)).toEqual(zero);
  program.dispose();
});

test('what is no blend is refused', () => {
  const program = new Program(engine, compile(raw));
  const run = (from: number, to: number, amount: number) => () =>
    program.run(latent, { from, to, amount });
  expect(run(3, 0, 0.5)).toThrow('expected a class in [0, 2], got 3');
  expect(run(0, -1, 0.5)).toThrow('expected a class in [0, 2], got -1');
  expect(run(0, 1, 1.5)).toThrow('expected an amount in [0, 1], got 1.5');
  expect(run(0, 1, Number.NaN)).toThrow('expected an amount in [0, 1], got NaN');
  program.dispose();
});
