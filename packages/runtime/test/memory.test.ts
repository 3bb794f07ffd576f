/** Memory is bounded: classes come and go within the budget, and nothing else stays. */
import { compile } from '@comfy-edge/model';
import { expect, test } from 'vitest';
import { EngineError } from '../src/engine-error.ts';
import { Generator } from '../src/generator.ts';
import { Program } from '../src/program.ts';
import { engine } from './engine-node.ts';
import { tinyGraph, withRandomWeights } from './tiny-network.ts';

const network = compile(withRandomWeights(tinyGraph, 1));

function budgetFor(classes: number): number {
  const program = new Program(engine, network);
  const { sharedBytes, valueBytes, classBytes } = program.plan;
  program.dispose();
  return sharedBytes + valueBytes + classes * classBytes;
}

test('the class used longest ago makes room', () => {
  const program = new Program(engine, network, { maxBytes: budgetFor(2) });
  const z = new Float32Array(8);
  const first = program.run(z, 0);
  program.run(z, 1);
  program.run(z, 0);
  expect(program.heldClasses).toEqual([1, 0]);
  const tensors = engine.tensorCount();
  program.run(z, 2);
  expect(program.heldClasses).toEqual([0, 2]);
  expect(engine.tensorCount()).toBe(tensors);
  program.run(z, 1);
  expect(program.heldClasses).toEqual([2, 1]);
  expect(program.run(z, 0)).toEqual(first);
  program.dispose();
});

test('a budget without room for one class is refused before anything is uploaded', () => {
  const tensors = engine.tensorCount();
  const maxBytes = budgetFor(1) - 1;
  const attempt = () => new Program(engine, network, { maxBytes });
  expect(attempt).toThrow(EngineError);
  expect(attempt).toThrow(`expected at most ${maxBytes} bytes, got ${maxBytes + 1}`);
  expect(engine.tensorCount()).toBe(tensors);
});

test('the heap stays as it is while classes and whole models come and go', () => {
  const work = () => {
    const generator = new Generator(engine, network, { maxBytes: budgetFor(1) });
    for (let i = 0; i < 6; i++) generator.generate({ classIndex: i % 3, seed: i });
    generator.dispose();
  };
  work();
  const heapBytes = engine.memory.buffer.byteLength;
  for (let i = 0; i < 100; i++) work();
  expect(engine.memory.buffer.byteLength).toBe(heapBytes);
});

test('a failed run leaves no tensor and does not harm the next', () => {
  const program = new Program(engine, network);
  const z = new Float32Array(8);
  const expected = program.run(z, 0);
  const tensors = engine.tensorCount();
  expect(() => program.run(new Float32Array(8).fill(Number.NaN), 0)).toThrow(
    'expected finite values',
  );
  expect(() => program.run(new Float32Array(7), 0)).toThrow('expected 8 values, got 7');
  for (const classIndex of [-1, 3, 0.5, Number.NaN]) {
    expect(() => program.run(z, classIndex)).toThrow(
      `expected a class in [0, 2], got ${classIndex}`,
    );
  }
  expect(engine.tensorCount()).toBe(tensors);
  expect(program.run(z, 0)).toEqual(expected);
  program.dispose();
});
