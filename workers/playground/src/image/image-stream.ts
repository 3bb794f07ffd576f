/**
 * The images of consecutive seeds, each as soon as it is there: from one stream for who has a key, or one by
 * one from their addresses for who has none and needs none.
 */
import type { ModelVersion } from '@comfy-edge/sdk';
import { readAddress } from '../edge/read-address.ts';
import type { Session } from '../edge/session.ts';
import { addressOf, parametersOf, type Recipe } from './recipe.ts';
import { callOf, nameOf, type ShownImage, shownImage } from './shown-image.ts';

export interface Batch {
  /** Of image 0; image i has seed + i. */
  readonly recipe: Recipe;
  readonly n: number;
}

/** How many addresses are asked for at the same time. */
const WIDTH = 6;

export function streamImages(
  session: Session,
  version: ModelVersion,
  batch: Batch,
  signal: AbortSignal,
): AsyncIterable<ShownImage> {
  return session.apiKey === undefined && session.hasPublicImages
    ? imagesByAddress(session, version, batch, signal)
    : imagesOfStream(session, batch, signal);
}

async function* imagesOfStream(
  { edge }: Session,
  { recipe, n }: Batch,
  signal: AbortSignal,
): AsyncGenerator<ShownImage, void, void> {
  for await (const event of edge.images.stream({ ...parametersOf(recipe), n }, { signal })) {
    if (event.type === 'image') yield shownImage(event.image, recipe);
  }
}

async function* imagesByAddress(
  session: Session,
  version: ModelVersion,
  { recipe, n }: Batch,
  signal: AbortSignal,
): AsyncGenerator<ShownImage, void, void> {
  const { classes } = version;
  const recipes = Array.from({ length: n }, (_, i): Recipe => {
    const name = recipe.class === '' ? (classes[i % classes.length] ?? '') : recipe.class;
    return { ...recipe, seed: (recipe.seed + i) % 2 ** 32, class: name };
  });
  const begun: Promise<ShownImage>[] = [];
  for (let i = 0; i < n; i++) {
    for (const next of recipes.slice(begun.length, i + WIDTH)) {
      const image = imageByAddress(session, version, next, signal);
      // Whoever waits for it hears of a failure; until then nobody does.
      image.catch(() => {});
      begun.push(image);
    }
    const image = await begun[i];
    if (image !== undefined) yield image;
  }
}

/** @throws AddressError */
export async function imageByAddress(
  session: Session,
  version: ModelVersion,
  recipe: Recipe,
  signal: AbortSignal,
): Promise<ShownImage> {
  const address = addressOf(recipe);
  if (address === undefined) throw new Error('expected a recipe with an address, got one without');
  const url = session.edge.images.url(address);
  const { bytes, receipt } = await readAddress(url, session.apiKey, signal);
  const { format, size } = recipe.output;
  const { width, height } = version.image;
  const scale = size === 0 ? 1 : size / width;
  return {
    ...{ name: nameOf(recipe), src: dataUrl(bytes, `image/${format}`), bytes, format, receipt },
    ...{ width: width * scale, height: Math.round(height * scale) },
    ...{ recipe, call: callOf(recipe) },
  };
}

export function dataUrl(bytes: Uint8Array<ArrayBuffer>, mediaType: string): string {
  return `data:${mediaType};base64,${toBase64(bytes)}`;
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
