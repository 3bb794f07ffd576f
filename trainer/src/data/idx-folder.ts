/**
 * A folder with the four files of an MNIST-like data set: `train-images-idx3-ubyte`,
 * `train-labels-idx1-ubyte` and the same with `t10k-` for the test split, gzipped or plain.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { DataError } from './data-error.ts';
import { readDescription } from './description.ts';
import { FASHION_MNIST, FASHION_MNIST_FILES } from './fashion-mnist.ts';
import { readIdx } from './idx.ts';
import type { RawImages, Split } from './raw-images.ts';

const FILES = {
  train: ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'],
  test: ['t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'],
} as const;

export function isIdxFolder(folder: string): boolean {
  return Object.values(FILES)
    .flat()
    .some((file) => find(folder, file) !== undefined);
}

/** @throws DataError, naming the file and what to do. */
export function loadIdxFolder(folder: string, split: Split): RawImages {
  const [imageFile, labelFile] = FILES[split];
  const images = readIdx(demand(folder, imageFile), 3);
  const labels = readIdx(demand(folder, labelFile), 1);
  const [count = 0, height = 0, width = 0] = images.shape;
  if (labels.shape[0] !== count) {
    throw new DataError(
      'count-mismatch',
      `${folder}: expected one label per image, got ${count} images and ${labels.shape[0]} labels. ` +
        `Check that both files are of the same data set.`,
    );
  }
  if (count === 0 || height === 0 || width === 0) {
    throw new DataError(
      'no-images',
      `${demand(folder, imageFile)}: expected images, got shape [${images.shape.join(',')}].`,
    );
  }
  const described = readDescription(folder);
  const description =
    described.classes || !isFashionMnist(images.values, imageFile)
      ? described
      : { ...FASHION_MNIST, ...described };
  const classes = description.classes ?? numbered(labels.values);
  const outside = labels.values.findIndex((label) => label >= classes.length);
  if (outside >= 0) {
    throw new DataError(
      'label-out-of-range',
      `${demand(folder, labelFile)}: expected labels below ${classes.length} (the classes in dataset.json), ` +
        `got ${labels.values[outside]} for image ${outside}. Correct the list of classes or the labels.`,
    );
  }
  return {
    description,
    name: description.name ?? basename(resolve(folder)),
    classes,
    height,
    width,
    channels: 1,
    count,
    pixels: images.values,
    labels: labels.values,
  };
}

function find(folder: string, file: string): string | undefined {
  return [join(folder, `${file}.gz`), join(folder, file)].find((path) => existsSync(path));
}

function demand(folder: string, file: string): string {
  const path = find(folder, file);
  if (path !== undefined) return path;
  throw new DataError(
    'not-found',
    `${folder}: expected ${file}.gz, got no such file. Put it there, or get Fashion-MNIST with "npm run data:fashion-mnist".`,
  );
}

function numbered(labels: Uint8Array): readonly string[] {
  const highest = labels.reduce((most, label) => Math.max(most, label), 0);
  return Array.from({ length: highest + 1 }, (_, index) => `class-${index}`);
}

/** Recognizes the image files by their content; the header is part of the digest. */
function isFashionMnist(values: Uint8Array, file: string): boolean {
  const known = FASHION_MNIST_FILES.find((entry) => entry.file === `${file}.gz`);
  const whole = new Uint8Array(values.buffer, values.byteOffset - 16, values.byteLength + 16);
  return known?.sha256 === createHash('sha256').update(whole).digest('hex');
}
