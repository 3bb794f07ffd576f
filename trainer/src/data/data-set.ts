/**
 * A labelled set of images in memory, and the one function that loads it.
 *
 * Two layouts are recognized: a folder with IDX files (MNIST and its successors) and a folder of
 * class folders of PNG or JPEG images. Everything comes out as bytes in one size, so that the rest
 * of the trainer knows one form only.
 */
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { isClassFolders, loadClassFolders } from './class-folders.ts';
import { DataError } from './data-error.ts';
import { isIdxFolder, loadIdxFolder } from './idx-folder.ts';
import type { RawImages, Split } from './raw-images.ts';
import { type RasterSize, resizeImages } from './resize.ts';

export interface DataSet {
  readonly name: string;
  /** Names in label order. */
  readonly classes: readonly string[];
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly count: number;
  /** `[count, height, width, channels]` u8. */
  readonly pixels: Uint8Array;
  /** `[count]`, each below `classes.length`. */
  readonly labels: Uint8Array | Uint16Array;
  /** Digest of size, classes, pixels and labels: two data sets that train alike have the same. */
  readonly sha256: string;
  readonly licence?: string;
  readonly source?: string;
}

export interface LoadOptions extends RasterSize {
  readonly split?: Split;
}

/**
 * Loads the images under `path`, resized to the asked size (1 channel = gray, 3 = RGB).
 * @throws DataError whose message names the file and says what to do.
 */
export async function loadDataSet(path: string, options: LoadOptions): Promise<DataSet> {
  const { height, width, channels, split = 'train' } = options;
  checkSize(options);
  if (!existsSync(path)) {
    throw new DataError(
      'not-found',
      `${path}: expected a folder of images, got nothing there. Check --data, or get Fashion-MNIST with "npm run data:fashion-mnist".`,
    );
  }
  if (!statSync(path).isDirectory()) {
    throw new DataError(
      'unknown-layout',
      `${path}: expected a folder, got a file. Give the folder it lies in.`,
    );
  }
  const raw = await readLayout(path, options, split);
  if (new Set(raw.labels).size < 2) {
    throw new DataError(
      'one-class',
      `${path}: expected images of at least 2 classes, got 1 ("${raw.classes[raw.labels[0] ?? 0]}"). ` +
        'Put the images of each class into a folder of its own.',
    );
  }
  const pixels = resizeImages(raw.pixels, raw.count, raw, { height, width, channels });
  const { licence, source } = raw.description;
  return {
    name: raw.name,
    classes: raw.classes,
    height,
    width,
    channels,
    count: raw.count,
    pixels,
    labels: raw.labels,
    sha256: digest([height, width, channels, raw.count], raw.classes, pixels, raw.labels),
    ...(licence === undefined ? {} : { licence }),
    ...(source === undefined ? {} : { source }),
  };
}

async function readLayout(path: string, size: RasterSize, split: Split): Promise<RawImages> {
  if (isIdxFolder(path)) return loadIdxFolder(path, split);
  if (isClassFolders(path)) return await loadClassFolders(path, size, split);
  throw new DataError(
    'unknown-layout',
    `${path}: expected IDX files (train-images-idx3-ubyte.gz, …) or one folder of PNG/JPEG images per class, got neither.`,
  );
}

function checkSize({ height, width, channels }: RasterSize): void {
  const whole = Number.isInteger(height) && Number.isInteger(width) && height > 0 && width > 0;
  if (whole && (channels === 1 || channels === 3)) return;
  throw new DataError(
    'bad-size',
    `expected a positive height and width and 1 or 3 channels, got ${height}×${width}×${channels}`,
  );
}

function digest(
  shape: readonly number[],
  classes: readonly string[],
  pixels: Uint8Array,
  labels: Uint8Array | Uint16Array,
): string {
  const hash = createHash('sha256').update(JSON.stringify({ shape, classes }));
  return hash.update(pixels).update(Uint16Array.from(labels)).digest('hex');
}
