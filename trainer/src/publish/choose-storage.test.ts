/** Kernels get the smallest storage whose measured error is allowed, and what was decided is what is stored. */
import { type Graph, type Network, RandomStream, weightShapes } from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { type ChosenStorage, chooseStorage } from './choose-storage.ts';

const graph: Graph = {
  classCount: 2,
  nodes: [
    { op: 'input', id: 'z', shape: [6] },
    { op: 'dense', id: 'first', input: 'z', units: 8, bias: 'perClass', gain: 'perClass' },
    { op: 'reshape', id: 'grid', input: 'first', shape: [2, 2, 2] },
    {
      ...{ op: 'conv2d', id: 'last', input: 'grid', filters: 1, kernel: [3, 3], stride: 1 },
      ...{ padding: 'same', bias: 'shared', gain: 'none', activation: { fn: 'tanh' } },
    },
  ],
};

beforeAll(() => bootBackend('wasm'));

/** @param outlier one weight of `first` that is so large: its channel's others get few of the 8 bits */
function network(outlier: number): Network {
  const random = new RandomStream({ seed: 1, stream: 0 });
  const weights = new Map(
    [...weightShapes(graph)].map(([name, shape]) => {
      const size = shape.reduce((product, length) => product * length, 1);
      return [name, { shape, data: random.normals(size).map((value) => 0.2 * value) }];
    }),
  );
  const kernel = weights.get('first/kernel');
  kernel?.data.set([outlier], 0);
  return { graph, weights };
}

function choose(outlier: number, limit: number, kernels?: 'int8' | 'float32'): ChosenStorage {
  const random = new RandomStream({ seed: 2, stream: 0 });
  const count = 20;
  const data = random.normals(count * 6);
  // The outlier's input is always 0: what it does to its channel is all it does.
  for (let row = 0; row < count; row++) data[row * 6] = 0;
  return chooseStorage(network(outlier), {
    batch: {
      inputs: { shape: [count, 6], data },
      labels: Array.from({ length: count }, (_, index) => index % 2),
    },
    ...{ unit: 127.5, limit, ...(kernels && { kernels }) },
  });
}

function storages({ decisions }: ChosenStorage): readonly string[] {
  return decisions.map(({ storage }) => storage);
}

describe('chooseStorage', () => {
  it('takes int8 where its error is allowed, float16 where it is not', () => {
    expect(storages(choose(0.2, 0.5))).toEqual(['int8', 'int8']);
    expect(storages(choose(100, 0.5))).toEqual(['float16', 'int8']);
    expect(storages(choose(0.2, 0))).toEqual(['float32', 'float32']);
  });

  it('leaves float16 out where it cannot hold a value', () => {
    expect(storages(choose(1e5, 0.5))).toEqual(['float32', 'int8']);
  });

  it('stores what it decided, in as many bytes', () => {
    const { stored, decisions } = choose(100, 0.5);
    expect(stored.get('first/kernel')?.dtype).toBe('F16');
    expect(stored.get('last/kernel')?.dtype).toBe('I8');
    expect(decisions.map(({ sizeBytes }) => sizeBytes)).toEqual([2 * 48, 18 + 4]);
  });

  it('measures the change of the output: more for fewer bits, none for none', () => {
    const [int8] = choose(100, 1e9).decisions;
    const [float16] = choose(100, 0.5).decisions;
    expect(int8?.error).toBeGreaterThan(0.5);
    expect(float16?.error).toBeGreaterThan(0);
    expect(float16?.error).toBeLessThan(0.5);
    expect(choose(100, 0, 'float32').total).toMatchObject({ rms: 0, mean: 0, max: 0 });
    const { total, decisions } = choose(0.2, 1e9);
    expect(total.rms).toBeGreaterThan(Math.max(...decisions.map(({ error }) => error)));
  });

  it('asks nothing where the storage is given', () => {
    expect(storages(choose(100, 0.5, 'int8'))).toEqual(['int8', 'int8']);
  });

  it('leaks no tensor', () => {
    const before = tf.memory().numTensors;
    choose(100, 0.5);
    expect(tf.memory().numTensors).toBe(before);
  });
});
