import { beforeAll, describe, expect, it } from 'vitest';
import { Batches, type BatchesOptions } from './batches.ts';
import { type DataSet, loadDataSet } from './data-set.ts';

const FIXTURE = new URL('../../fixtures/fashion-mnist-tiny', import.meta.url).pathname;

let dataSet: DataSet;
beforeAll(async () => {
  dataSet = await loadDataSet(FIXTURE, { height: 28, width: 28, channels: 1 });
});

/** Image `index` of the data set as the batches should hand it out without augmentation. */
function normalized(index: number): Float32Array {
  const size = dataSet.height * dataSet.width * dataSet.channels;
  return Float32Array.from(
    dataSet.pixels.subarray(index * size, (index + 1) * size),
    (value) => value / 127.5 - 1,
  );
}

function key(image: Float32Array): string {
  return Buffer.from(image.buffer, image.byteOffset, image.byteLength).toString('base64');
}

/** The first `count` examples in order, as keys of their pixels. */
function draw(batches: Batches, count: number): string[] {
  const keys: string[] = [];
  while (keys.length < count) {
    const { images } = batches.next();
    const size = images.length / batches.batchSize;
    for (let at = 0; at < batches.batchSize; at++) {
      keys.push(key(images.subarray(at * size, (at + 1) * size)));
    }
  }
  return keys.slice(0, count);
}

describe('Batches', () => {
  it('shows every image exactly once per epoch, with its own label, in a new order each time', () => {
    const batches = new Batches(dataSet, { batchSize: 7, seed: 1 });
    const expected = Array.from({ length: dataSet.count }, (_, index) => key(normalized(index)));
    const seen = draw(batches, 2 * dataSet.count);
    const [first, second] = [seen.slice(0, dataSet.count), seen.slice(dataSet.count)];
    expect(first.toSorted()).toEqual(expected.toSorted());
    expect(second.toSorted()).toEqual(expected.toSorted());
    expect(first).not.toEqual(expected);
    expect(second).not.toEqual(first);
  });

  it('keeps images and labels together and in [-1, 1]', () => {
    const labelOf = new Map(
      Array.from({ length: dataSet.count }, (_, index) => [
        key(normalized(index)),
        dataSet.labels[index],
      ]),
    );
    const { images, labels } = new Batches(dataSet, { batchSize: 50, seed: 2 }).next();
    const size = images.length / 50;
    labels.forEach((label, at) => {
      expect(labelOf.get(key(images.subarray(at * size, (at + 1) * size)))).toBe(label);
    });
    expect(Math.min(...images)).toBe(-1);
    expect(Math.max(...images)).toBe(1);
  });

  it.each<[string, Partial<BatchesOptions>]>([
    ['plain', {}],
    ['augmented', { augmentation: { flip: true, shiftPixels: 2, brightness: 0.1 } }],
    ['balanced', { classBalanced: true, augmentation: { flip: true } }],
  ])('resumes to the bit: %s', async (_, more) => {
    const options = { batchSize: 32, seed: 3, stream: 9, ...more };
    const whole = new Batches(dataSet, options);
    for (let step = 0; step < 9; step++) whole.next();
    await new Promise((resolve) => setImmediate(resolve)); // one batch is now prepared ahead
    const state = JSON.parse(JSON.stringify(whole.state));
    const resumed = new Batches(dataSet, options, state);
    for (let step = 0; step < 9; step++) expect(resumed.next()).toEqual(whole.next());
    expect(resumed.state).toEqual(whole.state);
  });

  it('gives the same batches whether or not they were prepared ahead', async () => {
    const eager = new Batches(dataSet, {
      batchSize: 16,
      seed: 4,
      augmentation: { shiftPixels: 1 },
    });
    const lazy = new Batches(dataSet, { batchSize: 16, seed: 4, augmentation: { shiftPixels: 1 } });
    eager.next();
    lazy.next();
    await new Promise((resolve) => setImmediate(resolve));
    const waited = eager.waitedMs;
    expect(eager.next()).toEqual(lazy.next());
    expect(eager.waitedMs).toBe(waited);
  });

  it('begins other orders for other seeds and streams', () => {
    const labels = (seed: number, stream: number) =>
      new Batches(dataSet, { batchSize: 64, seed, stream }).next().labels;
    expect(labels(1, 0)).not.toEqual(labels(2, 0));
    expect(labels(1, 0)).not.toEqual(labels(1, 1));
  });

  it('balances classes of unequal size', () => {
    const kept = Array.from(dataSet.labels.keys()).filter(
      (index) => dataSet.labels[index] !== 0 || index % 3 === 0,
    );
    const size = dataSet.height * dataSet.width;
    const pixels = new Uint8Array(kept.length * size);
    kept.forEach((index, at) => {
      pixels.set(dataSet.pixels.subarray(index * size, (index + 1) * size), at * size);
    });
    const labels = Uint8Array.from(kept, (index) => dataSet.labels[index] ?? 0);
    const uneven: DataSet = { ...dataSet, count: kept.length, pixels, labels };
    const batches = new Batches(uneven, { batchSize: 10, seed: 5, classBalanced: true });
    for (let step = 0; step < batches.epochLength / 10; step++) {
      expect(batches.next().labels.toSorted()).toEqual(
        Int32Array.from({ length: 10 }, (_, c) => c),
      );
    }
    expect(batches.state.position).toBe(batches.epochLength);
  });

  it('refuses the state of another data set and impossible options', () => {
    const { state } = new Batches(dataSet, { batchSize: 4, seed: 1 });
    const other = { ...dataSet, sha256: '0'.repeat(64) };
    expect(() => new Batches(other, { batchSize: 4, seed: 1 }, state)).toThrow(/start a new run/);
    expect(() => new Batches(dataSet, { batchSize: 0, seed: 1 })).toThrow(/got 0/);
    const augmentation = { shiftPixels: 28 };
    expect(() => new Batches(dataSet, { batchSize: 4, seed: 1, augmentation })).toThrow(/got 28/);
  });
});

describe('augmentation', () => {
  it('mirrors about half of the images and changes nothing else', () => {
    const batches = new Batches(dataSet, { batchSize: 100, seed: 6, augmentation: { flip: true } });
    const plain = new Set(
      Array.from({ length: dataSet.count }, (_, index) => key(normalized(index))),
    );
    const mirrored = new Set(
      Array.from({ length: dataSet.count }, (_, index) => {
        const image = normalized(index);
        return key(image.map((_, at) => image[at - (at % 28) + 27 - (at % 28)] ?? 0));
      }),
    );
    const seen = draw(batches, 100);
    const flipped = seen.filter((image) => !plain.has(image));
    expect(flipped.length).toBeGreaterThan(25);
    expect(flipped.length).toBeLessThan(75);
    expect(flipped.every((image) => mirrored.has(image))).toBe(true);
  });

  it('shifts by whole pixels within the asked distance', () => {
    const options = { batchSize: 100, seed: 7, augmentation: { shiftPixels: 1 } };
    const seen = draw(new Batches(dataSet, options), 100);
    const clamp = (value: number) => Math.min(27, Math.max(0, value));
    const possible = new Set<string>();
    for (let index = 0; index < dataSet.count; index++) {
      const image = normalized(index);
      for (const dy of [-1, 0, 1]) {
        for (const dx of [-1, 0, 1]) {
          const from = (at: number) => clamp(Math.floor(at / 28) - dy) * 28 + clamp((at % 28) - dx);
          possible.add(key(image.map((_, at) => image[from(at)] ?? 0)));
        }
      }
    }
    expect(seen.every((image) => possible.has(image))).toBe(true);
  });

  it('brightens and darkens within bounds', () => {
    const bright = new Batches(dataSet, {
      batchSize: 100,
      seed: 8,
      augmentation: { brightness: 0.2 },
    });
    const plain = new Batches(dataSet, { batchSize: 100, seed: 8 });
    const [varied, original] = [bright.next().images, plain.next().images];
    const changes = varied.map((value, at) => value - (original[at] ?? 0));
    expect(Math.max(...changes)).toBeGreaterThan(0.2);
    expect(Math.max(...changes)).toBeLessThanOrEqual(0.4 + 1e-2);
    expect(Math.min(...changes)).toBeLessThan(-0.2);
    expect(varied.every((value) => value >= -1 && value <= 1)).toBe(true);
  });
});
