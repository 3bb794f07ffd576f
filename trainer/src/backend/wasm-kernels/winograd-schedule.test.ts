import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnGroups, scheduleWinograd } from './winograd-schedule.ts';

const extents = fc.record({
  tiles: fc.integer({ min: 1, max: 5000 }),
  frequencies: fc.constantFrom(25, 36),
  depth: fc.integer({ min: 1, max: 640 }).map((it) => 4 * it),
  columns: fc.integer({ min: 1, max: 160 }).map((it) => 4 * it),
});

test('groups are all columns in order, whole panels but the last', () => {
  fc.assert(
    fc.property(extents, (extent) => {
      const schedule = scheduleWinograd(extent);
      let next = 0;
      for (const { first, count } of columnGroups(extent.columns, schedule)) {
        expect(first).toBe(next);
        expect(first % 8).toBe(0);
        next += count;
      }
      expect(next).toBe(extent.columns);
    }),
  );
});

test('columns are grouped only where all tiles are one block', () => {
  fc.assert(
    fc.property(extents, (extent) => {
      const { blockTiles, groupColumns } = scheduleWinograd(extent);
      expect(blockTiles).toBeGreaterThan(0);
      expect(blockTiles).toBeLessThanOrEqual(extent.tiles);
      if (groupColumns < extent.columns) expect(blockTiles).toBe(extent.tiles);
    }),
  );
});

test('a deep layer on few pixels goes by groups, a shallow one on many by blocks', () => {
  const deep = scheduleWinograd({ tiles: 16, frequencies: 25, depth: 384, columns: 160 });
  expect(deep.blockTiles).toBe(16);
  expect(deep.groupColumns).toBeLessThan(32);
  const many = scheduleWinograd({ tiles: 3136, frequencies: 36, depth: 24, columns: 24 });
  expect(many.blockTiles).toBeLessThan(100);
  expect(many.groupColumns).toBe(24);
});
