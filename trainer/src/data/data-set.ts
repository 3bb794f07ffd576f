/**
 * A labelled set of images in one size, and the one function that loads it.
 *
 * Whatever the layout, everything comes out as bytes in one form, so that the rest of the trainer
 * knows one form only. Images beyond the memory that was granted lie in a file (`pixels.ts`).
 */

import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { cacheDirectory } from '../cache-directory.ts';
import { DataError } from './data-error.ts';
import { forEachImage } from './decode-all.ts';
import { DecodePool } from './decode-pool.ts';
import { type EncodedImages, imagesOfSplit } from './encoded-images.ts';
import { type ImageForm, imageForm, type RasterSize } from './image-form.ts';
import { openLayout } from './layout.ts';
import { FilePixels, type Pixels, type PixelWriter, writeToFile, writeToMemory } from './pixels.ts';
import type { RawImages } from './raw-images.ts';
import { resizeImages } from './resize.ts';
import type { Split } from './split.ts';

export interface DataSet {
  readonly name: string;
  /** Names in label order. */
  readonly classes: readonly string[];
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly count: number;
  /** `[count, height, width, channels]` u8. */
  readonly pixels: Pixels;
  /** `[count]`, each below `classes.length`. */
  readonly labels: Uint8Array | Uint16Array;
  /** Digest of size, classes, pixels and labels: two data sets that train alike have the same. */
  readonly sha256: string;
  readonly licence?: string;
  readonly source?: string;
}

export interface LoadOptions extends RasterSize, Partial<Omit<ImageForm, keyof RasterSize>> {
  readonly split?: Split;
  /** More bytes of pixels than this go to a file; 2 GiB unless told. */
  readonly memoryBytes?: number;
  /** Where such files are kept, to be used again; may be emptied at any time. */
  readonly cacheFolder?: string;
  /** Places of images to be left out, as an inspection names them. */
  readonly leaveOut?: ReadonlySet<string>;
  /** Called after each image of the first pass, which decodes and fits them all. */
  readonly onProgress?: (done: number, of: number) => void;
}

export const defaultMemoryBytes = 2 ** 31;
export const defaultCacheFolder = join(cacheDirectory(), 'data');

/** Images, and where the pixels of image `index` come to lie. */
interface Source {
  readonly labels: Uint8Array | Uint16Array;
  readonly fingerprint: string;
  fill(write: PixelWriter['write']): Promise<void>;
}

/**
 * Loads the images under `path`, brought into the asked form (1 channel = gray, 3 = RGB).
 * @throws DataError whose message names the file and says what to do.
 */
export async function loadDataSet(path: string, options: LoadOptions): Promise<DataSet> {
  const { split = 'train', memoryBytes, cacheFolder, leaveOut, onProgress, ...size } = options;
  const form = imageForm(size);
  checkSize(form);
  const { kind, source } = await openLayout(path, split);
  const images =
    kind === 'raw'
      ? sourceOfRaw(source, form)
      : sourceOfEncoded(source, split, path, form, leaveOut);
  const { classes, description } = source;
  checkLabels(images.labels, classes, path, split);
  const pixels = await fillPixels(images, form, split, { memoryBytes, cacheFolder, onProgress });
  const { height, width, channels } = form;
  const count = images.labels.length;
  if (split === 'train') refuseIdentical(pixels, count, path);
  const { licence, source: origin } = description;
  return {
    name: description.name ?? basename(resolve(path)).replace(/\.(zip|tar|tar\.gz|tgz)$/, ''),
    classes,
    height,
    width,
    channels,
    count,
    pixels,
    labels: images.labels,
    sha256: digest([height, width, channels, count], classes, pixels, images.labels),
    ...(licence === undefined ? {} : { licence }),
    ...(origin === undefined ? {} : { source: origin }),
  };
}

function sourceOfRaw(raw: RawImages, form: ImageForm): Source {
  const fromBytes = raw.height * raw.width * raw.channels;
  const toBytes = form.height * form.width * form.channels;
  return {
    labels: raw.labels,
    fingerprint: raw.fingerprint,
    fill: async (write) => {
      let index = 0;
      for await (const part of raw.parts()) {
        const resized = resizeImages(part, part.length / fromBytes, raw, form);
        for (let at = 0; at < resized.length; at += toBytes) {
          write(index++, resized.subarray(at, at + toBytes));
        }
      }
    },
  };
}

function sourceOfEncoded(
  encoded: EncodedImages,
  split: Split,
  path: string,
  form: ImageForm,
  leaveOut: ReadonlySet<string> = new Set(),
): Source {
  const wanted = imagesOfSplit(encoded, split).filter(({ place }) => !leaveOut.has(place));
  if (wanted.length === 0) {
    throw new DataError(
      'no-images',
      `${path}: expected images in the ${split} split, got none. Add more images to each class.`,
    );
  }
  const labels = wanted.map(({ label }) => label);
  const indexOf = new Map(wanted.map((image, index) => [image, index]));
  return {
    labels: encoded.classes.length > 256 ? Uint16Array.from(labels) : Uint8Array.from(labels),
    fingerprint: [encoded.fingerprint, ...leaveOut].join('\n'),
    fill: async (write) => {
      const pool = new DecodePool(form, wanted.length);
      try {
        await forEachImage(encoded, new Set(wanted), async ({ image, bytes }) => {
          write(indexOf.get(image) ?? 0, await pool.decode(bytes, image.place));
        });
      } finally {
        await pool.close();
      }
    },
  };
}

async function fillPixels(
  { labels, fingerprint, fill }: Source,
  form: ImageForm,
  split: Split,
  options: {
    [Name in 'memoryBytes' | 'cacheFolder' | 'onProgress']: LoadOptions[Name] | undefined;
  },
): Promise<Pixels> {
  const {
    memoryBytes = defaultMemoryBytes,
    cacheFolder = defaultCacheFolder,
    onProgress,
  } = options;
  const imageBytes = form.height * form.width * form.channels;
  const length = labels.length * imageBytes;
  const key = createHash('sha256').update(JSON.stringify([fingerprint, split, form]));
  const path = join(cacheFolder, `${key.digest('hex').slice(0, 32)}.u8`);
  const inMemory = length <= memoryBytes;
  if (!inMemory && existsSync(path) && statSync(path).size === length) {
    return new FilePixels(path, length);
  }
  const writer = inMemory
    ? writeToMemory(labels.length, imageBytes)
    : writeToFile(path, labels.length, imageBytes);
  let done = 0;
  const write = (index: number, image: Uint8Array) => {
    writer.write(index, image);
    done += 1;
    onProgress?.(done, labels.length);
  };
  try {
    await fill(write);
  } catch (error) {
    writer.abandon();
    throw error;
  }
  return writer.finish();
}

function checkSize({ height, width, channels }: RasterSize): void {
  const whole = Number.isInteger(height) && Number.isInteger(width) && height > 0 && width > 0;
  if (whole && (channels === 1 || channels === 3)) return;
  throw new DataError(
    'bad-size',
    `expected a positive height and width and 1 or 3 channels, got ${height}×${width}×${channels}`,
  );
}

/** What nothing can be learned from is refused before training. */
function checkLabels(
  labels: Uint8Array | Uint16Array,
  classes: readonly string[],
  path: string,
  split: Split,
): void {
  if (split === 'test') return; // Judged against what was learned; anything will do.
  const present = new Set(labels);
  const empty = classes.findIndex((_, label) => !present.has(label));
  if (empty >= 0) {
    throw new DataError(
      'empty-class',
      `${path}: expected images of every class, got none of class ${empty} ("${classes[empty]}"). Add some, or remove the class.`,
    );
  }
  if (present.size < 2) {
    throw new DataError(
      'one-class',
      `${path}: expected images of at least 2 classes, got ${labels.length} of 1 ("${classes[labels[0] ?? 0]}"). ` +
        'Put the images of each class into a folder of its own.',
    );
  }
}

function refuseIdentical(pixels: Pixels, count: number, path: string): void {
  const size = pixels.length / count;
  const first = Buffer.from(pixels.subarray(0, size));
  for (let image = 1; image < count; image++) {
    if (!first.equals(pixels.subarray(image * size, (image + 1) * size))) return;
  }
  throw new DataError(
    'identical-images',
    `${path}: expected different images, got ${count} times the same one. Check how the data set was made.`,
  );
}

function digest(
  shape: readonly number[],
  classes: readonly string[],
  pixels: Pixels,
  labels: Uint8Array | Uint16Array,
): string {
  const hash = createHash('sha256').update(JSON.stringify({ shape, classes }));
  const part = 2 ** 22;
  for (let at = 0; at < pixels.length; at += part) hash.update(pixels.subarray(at, at + part));
  return hash.update(Uint16Array.from(labels)).digest('hex');
}
