/** What can be done in latent space, each as a file to look at. */
import { contactSheet, encodePng, type Image } from '@comfy-edge/runtime';
import type { ComfyEdge, Comparison, ImageFile } from '@comfy-edge/sdk';
import { firstSeed } from './draw-classes.ts';
import { decodePng, enlarge } from './gallery.ts';
import { realPicture } from './real-pictures.ts';

const waypoints = 5;
const framesPerStep = 16;
const variationsPerPicture = 6;
const pictures = 4;
const WHITE = 255;

/** From class to class and back, as an animation. */
export async function animate(
  client: ComfyEdge,
  model: string,
  classes: readonly string[],
  size: number,
): Promise<ImageFile> {
  const stops = spread(classes, waypoints);
  const path = {
    waypoints: stops.map((name, index) => ({ class: name, seed: firstSeed + index })),
    ...{ frames: framesPerStep * stops.length, frameMs: 60, loop: true, truncation: 0.6 },
    ...{ size, resampling: 'lanczos' as const },
  };
  return client.interpolations.file({ model, ...path, format: 'gif' });
}

/** Rows of a photograph and, apart from it, variations; undefined for a model of other classes. */
export async function varyPictures(
  client: ComfyEdge,
  model: string,
  classes: readonly string[],
  scale: number,
): Promise<Uint8Array | undefined> {
  const rows: Image[] = [];
  for (const name of spread(classes, pictures)) {
    const picture = await realPicture(name);
    if (picture === undefined) continue;
    const { images } = await client.variations.create({
      ...{ model, image: encodePng(picture), class: name },
      ...{ n: variationsPerPicture, seed: firstSeed, strength: 0.5 },
      ...{ size: scale * picture.width, resampling: 'lanczos' },
    });
    const large = await enlarge(picture, scale);
    const blank = { ...large, pixels: large.pixels.map(() => WHITE) };
    rows.push(large, blank, ...images.map(({ bytes }) => decodePng(bytes)));
  }
  if (rows.length === 0) return undefined;
  return encodePng(contactSheet(rows, 2 + variationsPerPicture, 8));
}

/** One image of each class by both versions: above the first, below the second, under it what differs. */
export async function compareVersions(
  client: ComfyEdge,
  models: [string, string],
  classes: readonly string[],
  size: number,
): Promise<{ readonly sheet: Uint8Array; readonly comparison: Comparison }> {
  const n = Math.min(classes.length, 10);
  const comparison = await client.comparisons.create({
    ...{ models, seed: firstSeed, n, size, resampling: 'lanczos' },
  });
  const side = (index: 0 | 1) =>
    comparison.pairs.map(({ images }) => decodePng(images[index]?.bytes ?? new Uint8Array()));
  const [first, second] = [side(0), side(1)];
  const rows = [...first, ...second, ...first.map((image, i) => difference(image, second[i]))];
  return { sheet: encodePng(contactSheet(rows, n, 8)), comparison };
}

function difference(one: Image, other: Image = one): Image {
  const pixels = one.pixels.map((level, i) => Math.abs(level - (other.pixels[i] ?? level)));
  return { ...one, pixels };
}

/** So many of them, from the first to the last. */
function spread<T>(items: readonly T[], count: number): T[] {
  const step = Math.max(1, (items.length - 1) / (count - 1));
  const indices = Array.from({ length: Math.min(count, items.length) }, (_, i) =>
    Math.round(i * step),
  );
  return items.filter((_, index) => indices.includes(index));
}
