import { beforeAll, describe, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { loadDataSet } from '../data/data-set.ts';
import { fixtureImages } from '../loop/tiny-run.fixture.ts';
import { memorization, nearestImages } from './memorization.ts';

beforeAll(async () => {
  await bootBackend('wasm');
});

const quiet = { signal: new AbortController().signal, onImages: () => {} };

describe('nearestImages', () => {
  it('finds a copy at distance 0, and a changed copy at the distance of the change', async () => {
    const set = await loadDataSet(fixtureImages, { height: 28, width: 28, channels: 1 });
    const size = 28 * 28;
    const queries = new Uint8Array(2 * size);
    queries.set(set.pixels.subarray(7 * size, 8 * size));
    queries.set(set.pixels.subarray(150 * size, 151 * size), size);
    queries[size] = (queries[size] ?? 0) + 51; // A corner, of a background of 0: 0.4 in [-1, 1].
    const [copy, changed] = await nearestImages(queries, set, quiet);
    expect(copy?.index).toBe(7);
    expect(copy?.distance).toBeCloseTo(0, 1);
    expect(changed?.index).toBe(150);
    expect(changed?.distance).toBeCloseTo(0.4, 1);
  });

  it('stops when it is told to', async () => {
    const set = await loadDataSet(fixtureImages, { height: 28, width: 28, channels: 1 });
    const signal = AbortSignal.abort(new Error('enough'));
    const queries = set.pixels.subarray(0, 784);
    await expect(nearestImages(queries, set, { ...quiet, signal })).rejects.toThrow('enough');
  });
});

describe('memorization', () => {
  const at = (distances: number[]) => distances.map((distance) => ({ index: 0, distance }));

  it('gives medians, and the share nearer than nearly all test images', () => {
    const tests = at(Array.from({ length: 101 }, (_, index) => 10 + index));
    const samples = at([0, 10.5, 20, 30, 40]);
    expect(memorization(samples, tests)).toEqual({
      images: 5,
      nearest: 20,
      nearestReal: 60,
      closeShare: 0.4, // Below 11.
    });
  });
});
