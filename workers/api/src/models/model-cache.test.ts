import { boot, type Engine, type LoadedModel, loadModel } from '@comfy-edge/runtime';
import wasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { makeTinyModel } from '../../test/support/tiny-model.ts';
import { ModelCache } from './model-cache.ts';

let engine: Engine;
let loads: number;

beforeAll(async () => {
  engine = await boot(wasm);
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

test('memory stays in the budget: the one used longest ago is dropped, tensors and all', async () => {
  const probe = new ModelCache();
  const before = engine.tensorCount();
  await probe.use('a', loader(1), exercise);
  const tensorsOfOne = engine.tensorCount() - before;
  const models = new ModelCache(2.5 * probe.sizeBytes);

  const held = engine.tensorCount();
  for (const key of ['a', 'b', 'a', 'c']) {
    await models.use(key, loader(key.charCodeAt(0)), exercise);
  }
  expect(models.sizeBytes).toBe(2 * probe.sizeBytes);
  expect(engine.tensorCount() - held).toBe(2 * tensorsOfOne);
  expect((await models.use('a', loader(97), exercise)).cache).toBe('hit');
  expect((await models.use('b', loader(98), exercise)).cache).toBe('miss');
});

test('a model larger than the budget is used and not kept', async () => {
  const models = new ModelCache(1);
  const before = engine.tensorCount();
  const { result } = await models.use('a', loader(1), exercise);
  expect(result).toBeGreaterThan(0);
  expect(models.sizeBytes).toBe(0);
  expect(engine.tensorCount()).toBe(before);
});

test('of two requests that miss at once, one load is kept', async () => {
  const models = new ModelCache();
  const before = engine.tensorCount();
  await new ModelCache().use('alone', loader(1), exercise);
  const tensorsOfOne = engine.tensorCount() - before;
  const [first, second] = await Promise.all([
    models.use('a', loader(1), exercise),
    models.use('a', loader(1), exercise),
  ]);
  expect(first.result).toBe(second.result);
  expect(loads).toBe(3);
  expect(engine.tensorCount() - before).toBe(2 * tensorsOfOne);
});

test('a failed load leaves nothing, and the next one is tried', async () => {
  const models = new ModelCache();
  const before = engine.tensorCount();
  const fail = () => Promise.reject(new Error('no such blob'));
  await expect(models.use('a', fail, exercise)).rejects.toThrow('no such blob');
  expect(models.sizeBytes).toBe(0);
  expect(engine.tensorCount()).toBe(before);
  expect((await models.use('a', loader(1), exercise)).cache).toBe('miss');
});
