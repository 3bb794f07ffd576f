import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DataErrorCode } from './data-error.ts';
import { type DataSet, loadDataSet } from './data-set.ts';
import { encodeIdx } from './idx.ts';

const FIXTURE = new URL('../../fixtures/fashion-mnist-tiny', import.meta.url).pathname;
const GRAY_28 = { height: 28, width: 28, channels: 1 };
const TRAIN_IMAGES = 'train-images-idx3-ubyte.gz';
const TRAIN_LABELS = 'train-labels-idx1-ubyte.gz';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'data-set-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function allPixels({ pixels }: DataSet): Uint8Array {
  return pixels.subarray(0, pixels.length);
}

async function expectFailure(code: DataErrorCode, message: RegExp, size = GRAY_28): Promise<void> {
  const failure = loadDataSet(folder, size);
  await expect(failure).rejects.toMatchObject({ name: 'DataError', code });
  await expect(failure).rejects.toThrow(message);
}

describe('a folder of IDX files', () => {
  beforeEach(() => cpSync(FIXTURE, folder, { recursive: true }));

  function rewrite(file: string, change: (bytes: Buffer) => Uint8Array): void {
    writeFileSync(join(folder, file), change(readFileSync(join(folder, file))));
  }

  it('loads both splits with what dataset.json says of them', async () => {
    const train = await loadDataSet(folder, GRAY_28);
    const test = await loadDataSet(folder, { ...GRAY_28, split: 'test' });
    expect(train).toMatchObject({ name: 'fashion-mnist-tiny', count: 200, licence: 'MIT' });
    expect(train.classes).toHaveLength(10);
    expect(train.classes[9]).toBe('ankle-boot');
    expect(test.count).toBe(100);
    expect(train.pixels).toHaveLength(200 * 28 * 28);
    for (let label = 0; label < 10; label++) {
      expect(train.labels.filter((value) => value === label)).toHaveLength(20);
    }
    expect(train.sha256).not.toBe(test.sha256);
    expect((await loadDataSet(folder, GRAY_28)).sha256).toBe(train.sha256);
  });

  it('reads the files uncompressed as well', async () => {
    const before = await loadDataSet(folder, GRAY_28);
    rewrite(TRAIN_IMAGES, (bytes) => gunzipSync(bytes));
    expect((await loadDataSet(folder, GRAY_28)).sha256).toBe(before.sha256);
  });

  it('numbers the classes where nothing names them', async () => {
    rmSync(join(folder, 'dataset.json'));
    const { classes } = await loadDataSet(folder, GRAY_28);
    expect(classes).toEqual(Array.from({ length: 10 }, (_, index) => `class-${index}`));
  });

  it('resizes to 56×56 RGB, as the reference network wants it', async () => {
    const small = await loadDataSet(folder, GRAY_28);
    // Lanczos would overshoot at edges, be clamped there, and change the mean.
    const form = { height: 56, width: 56, channels: 3, filter: 'bilinear' } as const;
    const large = await loadDataSet(folder, form);
    expect(large.pixels).toHaveLength(200 * 56 * 56 * 3);
    const mean = (pixels: Uint8Array) =>
      pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
    const bytes = allPixels(large);
    expect(mean(bytes)).toBeCloseTo(mean(allPixels(small)), 0);
    for (let at = 0; at < bytes.length; at += 3) {
      if (bytes[at] !== bytes[at + 2]) throw new Error(`pixel ${at / 3} is not gray`);
    }
  });

  it('refuses a file that was cut off', async () => {
    rewrite(TRAIN_IMAGES, (bytes) => bytes.subarray(0, 5000));
    await expectFailure('truncated-file', /train-images.*cut off after 5000 bytes.*again/);
    rewrite(TRAIN_IMAGES, () =>
      gzipSync(gunzipSync(readFileSync(join(FIXTURE, TRAIN_IMAGES))).subarray(0, 5000)),
    );
    await expectFailure('truncated-file', /expected 156800 bytes.*got 4984/);
    rewrite(TRAIN_IMAGES, () => Buffer.from([0, 0]));
    await expectFailure('truncated-file', /header of 16 bytes, got 2 bytes/);
  });

  it('refuses a damaged file', async () => {
    rewrite(TRAIN_IMAGES, (bytes) => bytes.fill(0x55, 3000, 3100));
    await expectFailure('corrupt-file', /gzip stream is damaged/);
    rewrite(TRAIN_IMAGES, () =>
      gzipSync(
        Buffer.concat([gunzipSync(readFileSync(join(FIXTURE, TRAIN_IMAGES))), Buffer.alloc(3)]),
      ),
    );
    await expectFailure('corrupt-file', /expected 156800 bytes.*got more/);
  });

  it('refuses images and labels that were swapped', async () => {
    cpSync(join(FIXTURE, TRAIN_LABELS), join(folder, TRAIN_IMAGES));
    await expectFailure('wrong-magic', /0x00000803.*got 0x00000801.*swapped/);
  });

  it('refuses a different number of labels than images', async () => {
    cpSync(join(FIXTURE, 't10k-labels-idx1-ubyte.gz'), join(folder, TRAIN_LABELS));
    await expectFailure('count-mismatch', /200 images and 100 labels/);
  });

  it('refuses a label that no class has', async () => {
    const values = new Uint8Array(200).fill(3);
    values[17] = 10;
    writeFileSync(join(folder, TRAIN_LABELS), encodeIdx({ shape: [200], values }));
    await expectFailure('label-out-of-range', /below 10.*got 10 for image 17/);
  });

  it('refuses a set of one class only', async () => {
    rmSync(join(folder, 'dataset.json'));
    const values = new Uint8Array(200);
    writeFileSync(join(folder, TRAIN_LABELS), encodeIdx({ shape: [200], values }));
    await expectFailure('one-class', /at least 2 classes, got 200 of 1 \("class-0"\)/);
  });

  it('refuses a class without images, but not in the test split', async () => {
    const none = (count: number) =>
      new Uint8Array(count).map((_, at) => (at % 10 === 4 ? 3 : at % 10));
    writeFileSync(join(folder, TRAIN_LABELS), encodeIdx({ shape: [200], values: none(200) }));
    await expectFailure('empty-class', /every class, got none of class 4 \("coat"\)/);
    const testLabels = encodeIdx({ shape: [100], values: none(100) });
    writeFileSync(join(folder, 't10k-labels-idx1-ubyte.gz'), testLabels);
    expect((await loadDataSet(folder, { ...GRAY_28, split: 'test' })).count).toBe(100);
  });

  it('refuses the same image over and over', async () => {
    const values = new Uint8Array(200 * 28 * 28).fill(7);
    writeFileSync(join(folder, TRAIN_IMAGES), encodeIdx({ shape: [200, 28, 28], values }));
    await expectFailure('identical-images', /got 200 times the same one/);
  });

  it('refuses floats, which may be NaN, and says what to do', async () => {
    const header = Uint8Array.of(0, 0, 0x0d, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1);
    rewrite(TRAIN_IMAGES, () => Buffer.concat([header, Buffer.from([0x7f, 0xc0, 0, 0])]));
    await expectFailure('wrong-magic', /32-bit floats have no agreed range.*NaN.*scale them/);
  });

  it('refuses a header that promises more than the file can hold', async () => {
    const header = Uint8Array.of(0, 0, 8, 3, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 9);
    rewrite(TRAIN_IMAGES, () => header);
    await expectFailure('truncated-file', /got a file of 16 bytes/);
  });

  it('stops inflating where the header says the images end', async () => {
    const header = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 200, 0, 0, 0, 28, 0, 0, 0, 28);
    rewrite(TRAIN_IMAGES, () => gzipSync(Buffer.concat([header, Buffer.alloc(2 ** 26)])));
    await expectFailure('corrupt-file', /expected 156800 bytes.*got more/);
  });

  it('refuses an empty set and a missing file', async () => {
    const none = encodeIdx({ shape: [0, 28, 28], values: new Uint8Array(0) });
    writeFileSync(join(folder, TRAIN_IMAGES), none);
    writeFileSync(join(folder, TRAIN_LABELS), encodeIdx({ shape: [0], values: new Uint8Array(0) }));
    await expectFailure('no-images', /got shape \[0,28,28\]/);
    rmSync(join(folder, TRAIN_LABELS));
    await expectFailure('not-found', /expected train-labels-idx1-ubyte.gz/);
  });

  it.each<[string, RegExp]>([
    ['{', /expected JSON/],
    ['[]', /expected an object, got an array/],
    ['{"name": 3}', /"name" to be text of 1 to 4096 characters, got number/],
    ['{"classes": {"a": 1}}', /array of names/],
  ])('refuses the description %s', async (text, message) => {
    writeFileSync(join(folder, 'dataset.json'), text);
    await expectFailure('bad-description', message);
  });
});

describe('a folder of class folders', () => {
  /** Writes `count` images of one colour. */
  async function writeClass(name: string, count: number, background: string): Promise<void> {
    mkdirSync(join(folder, name), { recursive: true });
    const image = sharp({ create: { width: 20, height: 10, channels: 3, background } });
    for (let at = 0; at < count; at++) {
      await image.toFile(
        join(folder, name, `${String(at).padStart(3, '0')}.${at % 2 ? 'jpg' : 'png'}`),
      );
    }
  }
  const RGB_8 = { height: 8, width: 8, channels: 3 };

  it('takes names, colours and labels from the folders and holds out every tenth image', async () => {
    await writeClass('Red Things', 20, '#ff0000');
    await writeClass('blue', 5, '#0000ff');
    const train = await loadDataSet(folder, RGB_8);
    const test = await loadDataSet(folder, { ...RGB_8, split: 'test' });
    expect(train.classes).toEqual(['red-things', 'blue']);
    expect([train.count, test.count]).toEqual([18 + 4, 2 + 1]);
    for (const { pixels, labels, count } of [train, test]) {
      for (let image = 0; image < count; image++) {
        const [red = 0, , blue = 0] = pixels.subarray(image * 192, (image + 1) * 192);
        expect(red > 250 && blue < 5).toBe(labels[image] === 0);
        expect(blue > 250 && red < 5).toBe(labels[image] === 1);
      }
    }
  });

  it('uses train and test folders where both are there', async () => {
    await writeClass('train/a', 3, '#000');
    await writeClass('train/b', 3, '#fff');
    await writeClass('test/a', 1, '#000');
    await writeClass('test/b', 1, '#fff');
    expect((await loadDataSet(folder, GRAY_28)).count).toBe(6);
    const test = await loadDataSet(folder, { ...GRAY_28, split: 'test' });
    const pixels = allPixels(test);
    expect([pixels[0], pixels[28 * 28], test.count]).toEqual([0, 255, 2]);
  });

  it('makes transparent pixels white', async () => {
    for (const name of ['a', 'b']) {
      await writeClass(name, 0, '#000');
      const background = { r: 0, g: 0, b: 0, alpha: 0 };
      const clear = sharp({ create: { width: 9, height: 9, channels: 4, background } });
      await clear.toFile(join(folder, name, 'clear.png'));
    }
    await writeClass('b', 1, '#888');
    const pixels = allPixels(await loadDataSet(folder, RGB_8));
    expect([...new Set(pixels.subarray(0, 192))]).toEqual([255]);
  });

  it('refuses an empty class folder and names it', async () => {
    await writeClass('a', 2, '#000');
    mkdirSync(join(folder, 'b'));
    await expectFailure('empty-class', /every class, got none of class 1 \("b"\)/);
  });

  it('refuses an image it cannot read and names it', async () => {
    await writeClass('a', 2, '#000');
    await writeClass('b', 2, '#fff');
    writeFileSync(join(folder, 'b', '0-broken.png'), 'not an image');
    await expectFailure('unreadable-image', /b\/0-broken\.png: expected a whole PNG, JPEG or WebP/);
  });

  it('refuses an image that was cut off', async () => {
    await writeClass('a', 2, '#000');
    await writeClass('b', 2, '#fff');
    const noise = Buffer.from(
      Uint8Array.from({ length: 64 * 64 * 3 }, (_, at) => (at * 2654435761) >>> 24),
    );
    const whole = await sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
      .png()
      .toBuffer();
    writeFileSync(join(folder, 'a', '0-half.png'), whole.subarray(0, whole.length / 2));
    await expectFailure('unreadable-image', /a\/0-half\.png/);
  });

  it('refuses one class, and two folders of one name', async () => {
    await writeClass('a b', 2, '#000');
    await expectFailure('one-class', /got 1 of 1 \("a-b"\)/);
    await writeClass('A_B', 2, '#fff');
    await expectFailure('class-name-clash', /A_B: .*got "a-b"|a b: .*got "a-b"/);
  });

  it('names classes as the API takes them, and refuses what it could not publish', async () => {
    await writeClass('My Class', 2, '#000');
    await writeClass('T-Shirt & Top', 2, '#fff');
    const { classes } = await loadDataSet(folder, GRAY_28);
    expect(classes).toEqual(['my-class', 't-shirt-top']);
    await writeClass('猫', 2, '#888');
    await expectFailure('bad-class-name', /猫: expected a class name of letters a to z.*Rename it/);
  });
});

describe('what is no data set', () => {
  it('is refused', async () => {
    await expectFailure('unknown-layout', /got neither/);
    await expectFailure('bad-size', /got 28×28×2/, { ...GRAY_28, channels: 2 });
    rmSync(folder, { recursive: true });
    await expectFailure('not-found', /data:fashion-mnist/);
    writeFileSync(folder, '');
    await expectFailure(
      'unknown-layout',
      /expected a folder, a \.zip or a \.tar, got another file/,
    );
  });
});
