/** Whatever happens to a file on its way, loading it ends, with a data set or with a `DataError`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DataError } from './data-error.ts';
import { loadDataSet } from './data-set.ts';
import { encodeIdx, idxHeader } from './idx.ts';
import { pngOf, tarFiles, zipOf } from './image-files.fixture.ts';

const runs = 200;
const patienceMs = 5000;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'damaged-'));
});
afterAll(() => rmSync(root, { recursive: true }));

const images = new Map([
  ['a/0.png', pngOf(0)],
  ['a/1.png', pngOf(1)],
  ['b/0.png', pngOf(2)],
  ['b/1.png', pngOf(3)],
]);
/** The same as WebDataset has them. */
const examples = new Map<string, Uint8Array | string>();
for (const [path, bytes] of images) {
  const key = path.replace('.png', '').replace('/', '');
  examples.set(`${key}.png`, bytes);
  examples.set(`${key}.json`, JSON.stringify({ label: path.slice(0, 1) }));
}
const values = Uint8Array.from({ length: 4 * 64 }, (_, at) => Math.imul(at, 977) >>> 3);
const labels = encodeIdx({ shape: [4], values: Uint8Array.of(0, 1, 0, 1) });
const rawIdx = Buffer.concat([idxHeader([4, 8, 8]), values]);

/** What a file becomes: bytes changed, a part cut out, the end cut off or something appended. */
const damage = fc.record({
  changes: fc.array(fc.tuple(fc.double({ min: 0, max: 0.9999, noNaN: true }), fc.nat(255)), {
    maxLength: 8,
  }),
  cut: fc.option(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(600)), { freq: 3 }),
  end: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 3 }),
  appended: fc.option(fc.uint8Array({ maxLength: 40 }), { freq: 4 }),
});

type Damage = typeof damage extends fc.Arbitrary<infer Value> ? Value : never;

function damaged(bytes: Uint8Array, how: Damage) {
  const changed = Uint8Array.from(bytes);
  for (const [place, value] of how.changes) changed[Math.floor(place * changed.length)] = value;
  const parts = [changed];
  if (how.cut !== null) {
    const [place, length] = how.cut;
    const at = Math.floor(place * changed.length);
    parts.splice(0, 1, changed.subarray(0, at), changed.subarray(at + length));
  }
  const whole = Buffer.concat(parts);
  const end = how.end === null ? whole.length : Math.floor(how.end * whole.length);
  return Buffer.concat([whole.subarray(0, end), how.appended ?? new Uint8Array(0)]);
}

/** @returns how often the file was refused; fails the test if anything else than that happens */
async function refusals(bytes: Uint8Array, write: (damaged: Uint8Array) => string) {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(damage, async (how) => {
      const path = write(damaged(bytes, how));
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('loading does not end')), patienceMs);
      });
      const loaded = loadDataSet(path, { height: 8, width: 8, channels: 1 });
      try {
        const { count, pixels } = await Promise.race([loaded, late]);
        expect(pixels.length).toBe(count * 64);
      } catch (error) {
        if (!(error instanceof DataError)) throw error;
        expect(error.message).toContain(path);
        refused += 1;
      } finally {
        clearTimeout(timer);
      }
    }),
    { numRuns: runs },
  );
  return refused;
}

function writeFile(name: string) {
  return (bytes: Uint8Array): string => {
    writeFileSync(join(root, name), bytes);
    return join(root, name);
  };
}

function writeIdx(name: string) {
  mkdirSync(join(root, name));
  writeFileSync(join(root, name, 'train-labels-idx1-ubyte.gz'), labels);
  return (bytes: Uint8Array): string => {
    writeFileSync(join(root, name, 'train-images-idx3-ubyte'), bytes);
    return join(root, name);
  };
}

describe('a damaged file', () => {
  it.each([
    ['IDX', async () => rawIdx, () => writeIdx('plain')],
    ['gzipped IDX', async () => gzipSync(rawIdx), () => writeIdx('gzipped')],
    ['stored zip', async () => zipOf(images, 0), () => writeFile('stored.zip')],
    ['deflated zip', async () => zipOf(images), () => writeFile('deflated.zip')],
    ['tar', () => tarFiles(images), () => writeFile('plain.tar')],
    ['gzipped tar', async () => gzipSync(await tarFiles(images)), () => writeFile('packed.tgz')],
    ['WebDataset', () => tarFiles(examples), () => writeFile('web.tar')],
  ] as const)('%s: is read or refused, and never ends the program or hangs', async (_, make, write) => {
    const whole = await make();
    const put = write();
    const untouched = await loadDataSet(put(whole), { height: 8, width: 8, channels: 1 });
    expect(untouched.classes).toHaveLength(2);
    expect(await refusals(whole, put)).toBeGreaterThan(runs / 10);
  });
});
