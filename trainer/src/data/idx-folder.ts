/**
 * A folder with the four files of an MNIST-like data set: `train-images-idx3-ubyte`,
 * `train-labels-idx1-ubyte` and the same with `t10k-` for the test split, gzipped or plain. Images of
 * rank 4 in files of these names are RGB.
 */
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from './data-error.ts';
import { readDescription } from './description.ts';
import { FASHION_MNIST, FASHION_MNIST_FILES } from './fashion-mnist.ts';
import { type IdxFile, idxHeader, openIdx, readIdx } from './idx.ts';
import type { RawImages } from './raw-images.ts';
import type { Split } from './split.ts';

export const IDX_FILES = {
  train: ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'],
  test: ['t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'],
} as const;

/** Bytes handed on at once, at least one image. */
const partBytes = 2 ** 20;

export function isIdxFolder(folder: string): boolean {
  return Object.values(IDX_FILES)
    .flat()
    .some((file) => find(folder, file) !== undefined);
}

export function hasIdxSplit(folder: string, split: Split): boolean {
  return IDX_FILES[split].every((file) => find(folder, file) !== undefined);
}

/** @throws DataError, naming the file and what to do. */
export async function openIdxFolder(folder: string, split: Split): Promise<RawImages> {
  const [imageName, labelName] = IDX_FILES[split];
  const imageFile = demand(folder, imageName);
  const labelFile = demand(folder, labelName);
  const images = await openIdx(imageFile, [3, 4]);
  const { values: labels } = await readIdx(labelFile, [1]);
  const [count = 0, height = 0, width = 0, channels = 1] = images.shape;
  if (labels.length !== count) {
    throw new DataError(
      'count-mismatch',
      `${folder}: expected one label per image, got ${count} images and ${labels.length} labels. ` +
        `Check that both files are of the same data set.`,
    );
  }
  if (count === 0 || height === 0 || width === 0 || (channels !== 1 && channels !== 3)) {
    throw new DataError(
      'no-images',
      `${imageFile}: expected gray or RGB images, got shape [${images.shape.join(',')}].`,
    );
  }
  const described = readDescription(folder);
  const description =
    described.classes || !isFashionMnist(labels, labelName)
      ? described
      : { ...FASHION_MNIST, ...described };
  const classes = description.classes ?? numbered(labels);
  const outside = labels.findIndex((label) => label >= classes.length);
  if (outside >= 0) {
    throw new DataError(
      'label-out-of-range',
      `${labelFile}: expected labels below ${classes.length} (the classes in dataset.json), ` +
        `got ${labels[outside]} for image ${outside}. Correct the list of classes or the labels.`,
    );
  }
  return {
    description,
    classes,
    height,
    width,
    channels,
    count,
    labels,
    fingerprint: fingerprint([imageFile, labelFile]),
    parts: () => wholeImages(images, height * width * channels),
  };
}

async function* wholeImages(file: IdxFile, imageBytes: number): AsyncGenerator<Uint8Array> {
  const part = new Uint8Array(Math.max(1, Math.floor(partBytes / imageBytes)) * imageBytes);
  let filled = 0;
  for await (const chunk of file.values()) {
    for (let at = 0; at < chunk.length; ) {
      const taken = chunk.subarray(at, at + part.length - filled);
      part.set(taken, filled);
      filled += taken.length;
      at += taken.length;
      if (filled === part.length) {
        yield part;
        filled = 0;
      }
    }
  }
  if (filled > 0) yield part.subarray(0, filled);
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

/** Recognizes the data set by its labels; the header is part of the digest. */
function isFashionMnist(labels: Uint8Array, file: string): boolean {
  const known = FASHION_MNIST_FILES.find((entry) => entry.file === `${file}.gz`);
  const hash = createHash('sha256').update(idxHeader([labels.length]));
  return known?.sha256 === hash.update(labels).digest('hex');
}

function fingerprint(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}\n${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}
