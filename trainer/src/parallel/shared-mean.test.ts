import { expect, test } from 'vitest';
import { MeanAbandoned, SharedMean, sharedMeanMemory } from './shared-mean.ts';

function group(threads: number, length: number): SharedMean[] {
  const memory = sharedMeanMemory(length, threads);
  return Array.from({ length: threads }, (_, rank) => new SharedMean(memory, rank, threads));
}

test.each([1, 2, 3])('%i threads all get the mean of each round', async (threads) => {
  const members = group(threads, 5);
  for (const round of [0, 1, 2]) {
    const vectors = members.map((_, rank) => [
      Float32Array.of(rank, 10 * round),
      Float32Array.of(-rank, 1, rank * round),
    ]);
    await Promise.all(members.map((member, rank) => member.mean(() => vectors[rank] ?? [])));
    const mean = (threads - 1) / 2;
    for (const [first, second] of vectors) {
      expect([...(first ?? [])]).toEqual([mean, 10 * round]);
      expect([...(second ?? [])]).toEqual([-mean, 1, mean * round]);
    }
  }
});

test('the order of arrival changes no bit', async () => {
  const values = [1e8, 1, -1e8]; // Their sum in f32 depends on the order.
  const results: number[] = [];
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
  ]) {
    const members = group(3, 1);
    const vectors = values.map((value) => [Float32Array.of(value)]);
    await Promise.all(order.map((rank) => members[rank]?.mean(() => vectors[rank] ?? [])));
    results.push(...vectors.flatMap(([vector]) => [...(vector ?? [])]));
  }
  expect(new Set(results).size).toBe(1);
});

test('nobody waits for one that stopped', async () => {
  const [first, second] = group(2, 1);
  const waiting = first?.mean(() => [Float32Array.of(1)]);
  second?.abandon();
  await expect(waiting).rejects.toThrow(MeanAbandoned);
  await expect(first?.mean(() => [Float32Array.of(1)])).rejects.toThrow(MeanAbandoned);
});
