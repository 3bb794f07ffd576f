import { expect, test } from 'vitest';
import { laterHalf, median, percentile } from './statistics.ts';

test('medians of odd and even counts, whatever the order', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 6])).toBe(5.5);
});

test('percentiles by nearest rank', () => {
  const twenty = Array.from({ length: 20 }, (_, i) => 20 - i);
  expect(percentile(twenty, 95)).toBe(19);
  expect(percentile(twenty, 100)).toBe(20);
  expect(percentile([3], 95)).toBe(3);
});

test('the later half, and the only value there is', () => {
  expect(laterHalf([9, 8, 2, 1])).toEqual([2, 1]);
  expect(laterHalf([9, 8, 2])).toEqual([8, 2]);
  expect(laterHalf([9])).toEqual([9]);
});

test('of nothing there is none', () => {
  expect(() => median([])).toThrow(RangeError);
  expect(() => percentile([], 95)).toThrow(RangeError);
});
