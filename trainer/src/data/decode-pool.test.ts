import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadDataSet } from './data-set.ts';
import { decodeInto } from './decode-image.ts';
import { DecodePool } from './decode-pool.ts';
import { pngOf, zipOf } from './image-files.fixture.ts';
import { imageForm } from './image-form.ts';

const FORM = imageForm({ height: 6, width: 6, channels: 3 });

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pool-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

it('gives in threads what it gives in this one, and the same refusals', async () => {
  const pool = new DecodePool(FORM, 1_000_000);
  try {
    const images = Array.from({ length: 20 }, (_, seed) => pngOf(seed));
    const decoded = await Promise.all(images.map((png, at) => pool.decode(png, `${at}`)));
    for (const [at, pixels] of decoded.entries()) {
      expect(pixels).toEqual(await decodeInto(images[at] ?? pixels, `${at}`, FORM));
    }
    const broken = pool.decode(Uint8Array.of(1, 2), 'a.zip: b.png');
    await expect(broken).rejects.toMatchObject({ name: 'DataError', code: 'unreadable-image' });
    await expect(broken).rejects.toThrow(/^a\.zip: b\.png: expected a whole PNG/);
  } finally {
    await pool.close();
  }
});

it('puts the images of a large data set in their places, whichever is done first', async () => {
  const files = new Map<string, Uint8Array>();
  for (let at = 0; at < 400; at++) files.set(`c${at % 4}/${1000 + at}.png`, pngOf(at));
  writeFileSync(join(root, 'many.zip'), zipOf(files, 0));
  const { pixels, labels, count } = await loadDataSet(join(root, 'many.zip'), FORM);
  expect(count).toBe(360);
  const kept = [...files].filter(([path]) => (Number(path.slice(3, 7)) - 1000) % 40 < 36);
  const inOrder = kept.sort(([left], [right]) => (left < right ? -1 : 1));
  for (const index of [0, 1, 100, 200, 359]) {
    const [path = '', png = new Uint8Array(0)] = inOrder[index] ?? [];
    expect(labels[index]).toBe(Number(path[1]));
    const expected = await decodeInto(png, path, FORM);
    expect(pixels.subarray(index * 108, (index + 1) * 108)).toEqual(expected);
  }
});
