import { type Engine, type LoadedModel, loadModel } from '@comfy-edge/runtime';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { makeTinyModel } from '../../test/support/tiny-model.ts';
import { bootEngine } from '../boot-engine.ts';
import { ModelCache } from './model-cache.ts';

let engine: Engine;
let loads: number;

beforeAll(async () => {
  engine = await bootEngine();
});

beforeEach(() => {
  loads = 0;
});

function loader(seed: number): () => Promise<LoadedModel> {
  return async () => {
    loads++;
    const { manifestBytes, blobs } = await makeTinyModel(seed);
    const readBlob = async (sha256: string) => blobs.get(sha256) ?? new Uint8Array(0);
    return loadModel({ engine, manifestBytes, readBlob });
  };
}

/** Generates from every class, so that the model takes all the memory that it can. */
function exercise({ generator }: LoadedModel): number {
  for (let classIndex = 0; classIndex < generator.classCount; classIndex++) {
    generator.generate({ classIndex, seed: 1 });
  }
  return generator.generate({ classIndex: 0, seed: 1 }).pixels.reduce((sum, it) => sum + it, 0);
}

test('a model is loaded once and then held', async () => {
  const models = new ModelCache();
  const first = await models.use('a', loader(1), exercise);
  const second = await models.use('a', loader(1), exercise);
  expect([first.cache, second.cache]).toEqual(['miss', 'hit']);
  expect(second.result).toBe(first.result);
  expect(loads).toBe(1);
});

test('memory stays in the budget: the one used longest ago is dropped, memory and all', async () => {
  const probe = new ModelCache();
  const before = engine.allocatedBytes();
  await probe.use('a', loader(1), exercise);
  const bytesOfOne = engine.allocatedBytes() - before;
  const models = new ModelCache({ budgetBytes: 2.5 * probe.sizeBytes });

  const held = engine.allocatedBytes();
  for (const key of ['a', 'b', 'a', 'c']) {
    await models.use(key, loader(key.charCodeAt(0)), exercise);
  }
  expect(models.sizeBytes).toBe(2 * probe.sizeBytes);
  expect(engine.allocatedBytes() - held).toBe(2 * bytesOfOne);
  expect((await models.use('a', loader(97), exercise)).cache).toBe('hit');
  expect((await models.use('b', loader(98), exercise)).cache).toBe('miss');
});

test('a model larger than the budget is used and not kept', async () => {
  const models = new ModelCache({ budgetBytes: 1 });
  const before = engine.allocatedBytes();
  const { result } = await models.use('a', loader(1), exercise);
  expect(result).toBeGreaterThan(0);
  expect(models.sizeBytes).toBe(0);
  expect(engine.allocatedBytes()).toBe(before);
});

test('a burst of requests to a cold isolate loads once', async () => {
  const models = new ModelCache();
  const uses = Array.from({ length: 20 }, () => models.use('a', loader(1), exercise));
  const caches = (await Promise.all(uses)).map(({ cache }) => cache);
  expect(loads).toBe(1);
  expect(caches.filter((it) => it === 'miss')).toHaveLength(1);
});

test('different models load one after the other', async () => {
  const models = new ModelCache();
  let loading = 0;
  let mostAtOnce = 0;
  const counted = (seed: number) => async () => {
    mostAtOnce = Math.max(mostAtOnce, ++loading);
    const loaded = await loader(seed)();
    loading--;
    return loaded;
  };
  await Promise.all([1, 2, 3, 4].map((seed) => models.use(`${seed}`, counted(seed), exercise)));
  expect(mostAtOnce).toBe(1);
  expect(loads).toBe(4);
});

test('a load whose request has died does not stop the next, and leaves nothing when it ends', async () => {
  const models = new ModelCache({ loadTimeoutMs: 20 });
  const before = engine.allocatedBytes();
  let revive = () => {};
  const revived = new Promise<void>((resolve) => {
    revive = resolve;
  });
  const late = models.use('a', () => revived.then(loader(1)), exercise);
  const next = await models.use('a', loader(1), exercise);
  expect(next.cache).toBe('miss');
  const held = engine.allocatedBytes();
  expect(held).toBeGreaterThan(before);
  revive();
  expect((await late).result).toBe(next.result);
  expect(engine.allocatedBytes()).toBe(held);
});

test('a failed load leaves nothing, and the next one is tried', async () => {
  const models = new ModelCache();
  const before = engine.allocatedBytes();
  const fail = () => Promise.reject(new Error('no such blob'));
  await expect(models.use('a', fail, exercise)).rejects.toThrow('no such blob');
  expect(models.sizeBytes).toBe(0);
  expect(engine.allocatedBytes()).toBe(before);
  expect((await models.use('a', loader(1), exercise)).cache).toBe('miss');
});
