/** The seed is the image: the same bytes in Node and in workerd, today and tomorrow. */

import { expect, inject, test } from 'vitest';
import { codecs } from '#codecs';
import { engine } from '#engine';
import goldens from './goldens.json' with { type: 'json' };
import { goldensOf, modelGoldens, tinyGenerator } from './goldens.ts';

const generator = tinyGenerator(engine);

test('images of the tiny model keep their bytes', async () => {
  expect(await goldensOf(generator, codecs)).toEqual(goldens.tiny);
});

test('images of every model in git keep their bytes', async () => {
  expect(await modelGoldens(engine, codecs, inject('publishedModels'))).toEqual(goldens.models);
});

test('different options give different images', () => {
  const digests = goldens.tiny.images.map(({ pixels }) => pixels);
  expect(new Set(digests).size).toBe(digests.length);
});

test('an image has the same bytes alone, in a batch, and after any other', () => {
  const seeds = [4294967294, 4294967295, 0, 1];
  const alone = seeds.map((seed) => generator.generate({ classIndex: 2, seed }));
  generator.generateMany({ classIndex: 1, seed: 9 }, 3);
  expect(generator.generateMany({ classIndex: 2, seed: 4294967294 }, 4)).toEqual(alone);
});

test('a model takes the memory that its plan says, and making images no more', () => {
  const before = engine.allocatedBytes();
  const tensors = engine.tensorCount();
  const other = tinyGenerator(engine);
  expect(engine.allocatedBytes() - before).toBe(other.plan.memory.total);
  other.generate({ classIndex: 0, seed: 1 });
  other.generateMany({ classIndex: 0, seed: 2 }, 3);
  expect(engine.allocatedBytes() - before).toBe(other.plan.memory.total);
  other.dispose();
  expect(engine.allocatedBytes()).toBe(before);
  expect(engine.tensorCount()).toBe(tensors);
});
