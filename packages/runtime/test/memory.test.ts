/** Memory is one block whose size the plan says; running allocates nothing, and nothing stays behind. */
import { compile, ModelError } from '@comfy-edge/model';
import { expect, test } from 'vitest';
import { EngineError } from '../src/engine-error.ts';
import { Generator } from '../src/generator.ts';
import { Program } from '../src/run/program.ts';
import { engine } from './engine-node.ts';
import { tinyGraph, withRandomWeights } from './tiny-network.ts';

const network = compile(withRandomWeights(tinyGraph, 1));

test('a budget below what the plan takes is refused with the figures', () => {
  const program = new Program(engine, network);
  const { total, weights } = program.plan.memory;
  program.dispose();
  new Program(engine, network, { maxBytes: total }).dispose();
  const attempt = () => new Program(engine, network, { maxBytes: total - 1 });
  expect(attempt).toThrow(EngineError);
  expect(attempt).toThrow(
    `expected at most ${total - 1} bytes, got ${total}: ${weights} of packed`,
  );
});

test('ten thousand images, of every class and in batches, leave the heap as it is', () => {
  const generator = new Generator(engine, network);
  generator.generateMany({ classIndex: 0, seed: 0 }, 20);
  const heapBytes = engine.memory.buffer.byteLength;
  const tensors = engine.tensorCount();
  for (let i = 0; i < 9_000; i++) generator.generate({ classIndex: i % 3, seed: i });
  for (let i = 0; i < 50; i++) generator.generateMany({ classIndex: i % 3, seed: i }, 20);
  expect(engine.memory.buffer.byteLength).toBe(heapBytes);
  expect(engine.tensorCount()).toBe(tensors);
  generator.dispose();
});

test('models come and go without a trace', () => {
  const work = () => {
    const generator = new Generator(engine, network);
    generator.generate({ classIndex: 1, seed: 1 });
    generator.dispose();
    generator.dispose();
  };
  work();
  const heapBytes = engine.memory.buffer.byteLength;
  for (let i = 0; i < 300; i++) work();
  expect(engine.memory.buffer.byteLength).toBe(heapBytes);
});

test('a program that could not be prepared gives its memory back', () => {
  const [name] = network.weights.keys();
  const without = new Map([...network.weights].filter(([key]) => key !== name));
  const attempt = () => new Program(engine, { ...network, weights: without });
  expect(attempt).toThrow(`expected a weight "${name}", got none`);
  const heapBytes = engine.memory.buffer.byteLength;
  for (let i = 0; i < 1_000; i++) expect(attempt).toThrow(ModelError);
  expect(engine.memory.buffer.byteLength).toBe(heapBytes);
});

test('bad input is refused by name and does not harm the next run', () => {
  const program = new Program(engine, network);
  const z = new Float32Array(8);
  const expected = program.run(z, 0);
  const notFinite = new Float32Array(8).fill(Number.NaN, 7);
  expect(() => program.run(notFinite, 0)).toThrow('expected finite values, got NaN at 7');
  expect(() => program.run(new Float32Array(7), 0)).toThrow('expected 8 values, got 7');
  for (const classIndex of [-1, 3, 0.5, Number.NaN]) {
    expect(() => program.run(z, classIndex)).toThrow(
      `expected a class in [0, 2], got ${classIndex}`,
    );
  }
  expect(program.run(z, 0)).toEqual(expected);
  program.dispose();
  expect(() => program.run(z, 0)).toThrow('expected a program in use, got a disposed one');
});

test('weights that are not finite never reach a kernel', () => {
  const [[name, tensor] = []] = network.weights;
  if (name === undefined || tensor === undefined) throw new Error('expected a weight, got none');
  const data = tensor.data.slice();
  data[3] = Number.POSITIVE_INFINITY;
  const weights = new Map(network.weights).set(name, { ...tensor, data });
  expect(() => new Program(engine, { ...network, weights })).toThrow(
    `${name}: expected finite values, got Infinity at 3`,
  );
});

test('values that overflow on the way are refused, as numbers and as pixels', () => {
  const huge = new Map(
    [...network.weights].map(([name, { shape, data }]) => [
      name,
      { shape, data: data.map((_, i) => (i % 2 === 0 ? 3e38 : -3e38)) },
    ]),
  );
  const generator = new Generator(engine, { ...network, weights: huge });
  expect(() => generator.generate({ classIndex: 0, seed: 1 })).toThrow('expected finite values');
  generator.dispose();
});
