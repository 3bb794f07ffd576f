/**
 * Photographs that no model was trained on: test images of Fashion-MNIST
 * (https://github.com/zalandoresearch/fashion-mnist, MIT), from the few that are in this repository.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Image } from '@comfy-edge/runtime';

/** The classes in the order of their labels. */
const names = [
  ...['t-shirt', 'trouser', 'pullover', 'dress', 'coat'],
  ...['sandal', 'shirt', 'sneaker', 'bag', 'ankle-boot'],
];
const side = 28;
/** IDX puts a magic number and the lengths of its axes before the bytes. */
const imagesHeaderBytes = 16;
const labelsHeaderBytes = 8;

/** @returns the first one of that class; undefined for a class that has none */
export async function realPicture(className: string): Promise<Image | undefined> {
  const [images, labels] = await Promise.all([
    read('t10k-images-idx3-ubyte.gz'),
    read('t10k-labels-idx1-ubyte.gz'),
  ]);
  const index = labels.subarray(labelsHeaderBytes).indexOf(names.indexOf(className));
  if (index < 0) return undefined;
  const start = imagesHeaderBytes + index * side * side;
  const pixels = Uint8Array.from(images.subarray(start, start + side * side));
  return { pixels, width: side, height: side, channels: 1 };
}

async function read(name: string): Promise<Uint8Array> {
  const url = new URL(`../../trainer/fixtures/fashion-mnist-tiny/${name}`, import.meta.url);
  return gunzipSync(await readFile(fileURLToPath(url)));
}
