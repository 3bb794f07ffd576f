import { expect, test } from 'vitest';
import { LayerCache } from './layer-cache.ts';

/** A cache of at most ten bytes, and the layers that it has released. */
function cacheOfTen() {
  const cache = new LayerCache(10);
  const released: string[] = [];
  const add = (tensor: number, key: string, sizeBytes: number) =>
    cache.add(tensor, key, sizeBytes, () => ({
      sizeBytes,
      run: () => {},
      release: () => released.push(`${tensor}${key}`),
    }));
  return { cache, released, add };
}

test('what was used longest ago makes room, and no more of it than is needed', () => {
  const { cache, released, add } = cacheOfTen();
  const first = add(1, 'a', 4);
  add(2, 'a', 3);
  add(3, 'a', 3);
  expect(cache.get(1, 'a')).toBe(first);
  add(4, 'a', 2);
  expect(released).toEqual(['2a']);
  add(5, 'a', 10);
  expect(released).toEqual(['2a', '3a', '1a', '4a']);
});

test('layers of one tensor go together, and one is not found under the name of another', () => {
  const { cache, released, add } = cacheOfTen();
  const layer = add(1, 'a', 4);
  add(1, 'b', 4);
  add(2, 'a', 2);
  expect(cache.get(1, 'a')).toBe(layer);
  expect(cache.get(1, 'c')).toBeUndefined();
  expect(cache.get(3, 'a')).toBeUndefined();
  cache.forget(1);
  cache.forget(1);
  expect(released).toEqual(['1a', '1b']);
  expect(cache.get(1, 'a')).toBeUndefined();
  add(1, 'a', 8);
  expect(released).toEqual(['1a', '1b']);
  cache.clear();
  expect(released).toEqual(['1a', '1b', '2a', '1a']);
});

test('a layer that could not be prepared takes no room', () => {
  const { cache, released, add } = cacheOfTen();
  expect(() =>
    cache.add(1, 'a', 10, () => {
      throw new Error('no memory');
    }),
  ).toThrow('no memory');
  add(2, 'a', 10);
  expect(released).toEqual([]);
});
