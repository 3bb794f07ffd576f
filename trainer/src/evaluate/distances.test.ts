import { beforeAll, describe, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { squaredDistances, squaredNeighbourDistances } from './distances.ts';
import { normalVectors, vectorsOf } from './vectors.fixture.ts';

beforeAll(async () => {
  await bootBackend('wasm');
});

async function tableOf(...sets: Parameters<typeof squaredDistances>): Promise<number[][]> {
  const rows: number[][] = [];
  for await (const block of squaredDistances(...sets)) {
    expect(block.first).toBe(rows.length);
    const columns = block.squared.length / block.rows;
    for (let row = 0; row < block.rows; row++) {
      rows.push([...block.squared.slice(row * columns, (row + 1) * columns)]);
    }
  }
  return rows;
}

describe('squaredDistances', () => {
  it('are those of the definition, far from the origin too', async () => {
    const table = await tableOf(
      vectorsOf([1000, 1000], [1003, 1004]),
      vectorsOf([1000, 1000], [1000, 1001], [1003, 1000]),
    );
    expect(table).toEqual([
      [0, 1, 9],
      [25, 18, 16],
    ]);
  });

  it('come in order whatever the blocks', async () => {
    const set = normalVectors({ count: 600, size: 3, seed: 1 });
    const table = await tableOf(set, set);
    expect(table).toHaveLength(600);
    for (const [row, column] of [
      [0, 599],
      [251, 3],
      [599, 500],
    ] as const) {
      const a = set.values.subarray(row * 3, row * 3 + 3);
      const b = set.values.subarray(column * 3, column * 3 + 3);
      const expected = a.reduce((sum, value, axis) => sum + (value - (b[axis] ?? 0)) ** 2, 0);
      expect(table[row]?.[column]).toBeCloseTo(expected, 4);
    }
  });

  it('refuse vectors of different sizes', async () => {
    await expect(tableOf(vectorsOf([1]), vectorsOf([1, 2]))).rejects.toThrow(/got 1 and 2/);
  });
});

describe('squaredNeighbourDistances', () => {
  it('count others, not the vector itself, and duplicates as neighbours', async () => {
    const line = vectorsOf([0], [1], [3], [7]);
    expect([...(await squaredNeighbourDistances(line, 1))]).toEqual([1, 1, 4, 16]);
    expect([...(await squaredNeighbourDistances(line, 2))]).toEqual([9, 4, 9, 36]);
    const same = vectorsOf([4], [4], [10]);
    expect([...(await squaredNeighbourDistances(same, 1))]).toEqual([0, 0, 36]);
  });

  it('refuse sets without so many neighbours', async () => {
    await expect(squaredNeighbourDistances(vectorsOf([0], [1]), 2)).rejects.toThrow(
      /more than 2 vectors .* got 2/,
    );
  });
});
