import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { latentVector } from './latent.ts';
import { RandomStream } from './random-stream.ts';

test('the draws of a stream keep their bits', () => {
  const normals = new RandomStream({ seed: 42, stream: 3 }).normals(1001);
  expect(createHash('sha256').update(new Uint8Array(normals.buffer)).digest('hex')).toBe(
    '2a29c25c13b33270b7a47c7905d6312c672342d5e5e8a204478ea09fcb90bf6e',
  );
});

test('a stream goes on from its state as if never stopped', () => {
  const word = fc.integer({ min: 0, max: 0xffffffff });
  fc.assert(
    fc.property(word, word, fc.nat({ max: 50 }), (seed, stream, drawn) => {
      const whole = new RandomStream({ seed, stream });
      for (let i = 0; i < drawn; i++) whole.uniform();
      const state = JSON.parse(JSON.stringify(whole.state));
      expect(state).toEqual({ seed, stream, counter: drawn });
      expect(new RandomStream(state).normals(5)).toEqual(whole.normals(5));
    }),
    { numRuns: 50 },
  );
});

test('counters beyond 2³² blocks do not wrap round', () => {
  const far = new RandomStream({ seed: 1, stream: 1, counter: 2 ** 33 });
  const near = new RandomStream({ seed: 1, stream: 1 });
  expect(far.uniform()).not.toBe(near.uniform());
});

test('bytes are those of the draws, and uniform', () => {
  const stream = new RandomStream({ seed: 7, stream: 0 });
  expect(stream.bytes(13)).toEqual(new RandomStream({ seed: 7, stream: 0 }).bytes(16).slice(0, 13));
  expect(stream.state.counter).toBe(2);
  const counts = new Float64Array(256);
  const n = 256_000;
  for (const byte of stream.bytes(n)) counts[byte] = (counts[byte] ?? 0) + 1;
  // χ² with 255 degrees of freedom: 350 is exceeded once in 10,000.
  const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  expect(chiSquare).toBeLessThan(350);
});

test('integers are uniform', () => {
  const stream = new RandomStream({ seed: 7, stream: 0 });
  const counts = new Float64Array(10);
  const n = 100_000;
  for (let i = 0; i < n; i++) {
    const drawn = stream.integer(10);
    counts[drawn] = (counts[drawn] ?? 0) + 1;
  }
  const chiSquare = counts.reduce((sum, count) => sum + (count - n / 10) ** 2 / (n / 10), 0);
  // 9 degrees of freedom; 33.7 is the 0.9999 quantile.
  expect(chiSquare).toBeLessThan(33.7);
});

test('a shuffle is a permutation, and every order comes up about equally often', () => {
  const stream = new RandomStream({ seed: 8, stream: 0 });
  const counts = new Map<string, number>();
  const n = 24_000;
  for (let i = 0; i < n; i++) {
    const values = Uint32Array.of(0, 1, 2, 3);
    stream.shuffle(values);
    counts.set(values.join(), (counts.get(values.join()) ?? 0) + 1);
  }
  expect(counts.size).toBe(24);
  for (const order of counts.keys()) expect(order.split(',').sort().join()).toBe('0,1,2,3');
  const chiSquare = [...counts.values()].reduce((sum, c) => sum + (c - n / 24) ** 2 / (n / 24), 0);
  // 23 degrees of freedom; 56.9 is the 0.9999 quantile.
  expect(chiSquare).toBeLessThan(56.9);
});

test('streams share nothing with each other or with the latent of the same key', () => {
  const size = 20_000;
  const first = new RandomStream({ seed: 5, stream: 0 }).normals(size);
  for (const other of [
    new RandomStream({ seed: 5, stream: 1 }).normals(size),
    latentVector({ seed: 5, index: 0, size }),
  ]) {
    const correlation = first.reduce((sum, x, i) => sum + x * (other[i] ?? 0), 0) / size;
    expect(Math.abs(correlation)).toBeLessThan(5 / Math.sqrt(size));
  }
});

test('refuses what is no state and no range', () => {
  expect(() => new RandomStream({ seed: 1.5, stream: 0 })).toThrow('expected seed to be');
  expect(() => new RandomStream({ seed: 1, stream: -1 })).toThrow('expected stream to be');
  expect(() => new RandomStream({ seed: 1, stream: 0, counter: -1 })).toThrow('expected counter');
  const stream = new RandomStream({ seed: 1, stream: 0 });
  expect(() => stream.integer(0)).toThrow('expected an integer in [1, 4294967296], got 0');
});
