/** An image on the page, with what it takes to say where it comes from. */
import type { EdgeImage } from '@comfy-edge/sdk';
import type { Call } from './call.ts';
import { parametersOf, type Recipe } from './recipe.ts';

export interface ShownImage {
  /** What it is, in a few words: `sneaker, seed 42`. */
  readonly name: string;
  /** For `<img>`. */
  readonly src: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  readonly format: string;
  /** What makes it, and it alone. */
  readonly call: Call;
  /** Of images of seeds; others have no address. */
  readonly recipe?: Recipe;
  readonly receipt?: string | undefined;
}

export function shownImage(image: EdgeImage, of: Recipe): ShownImage {
  const { bytes, width, height, format, receipt } = image;
  const recipe = { ...of, seed: image.seed, class: image.class };
  return {
    ...{
      name: nameOf(recipe),
      src: image.dataUrl(),
      bytes,
      width,
      height,
      format,
      recipe,
      receipt,
    },
    call: callOf(recipe),
  };
}

export function nameOf({ class: name, seed, steps }: Recipe): string {
  return `${name}, seed ${seed}${steps.length > 0 ? ', moved' : ''}`;
}

export function callOf(recipe: Recipe): Call {
  return {
    ...{ method: 'images.generate', path: '/v1/images', body: { ...parametersOf(recipe) } },
    take: '{ images: [image] }',
    file: `${recipe.class}-${recipe.seed}.${recipe.output.format}`,
    mediaType: `image/${recipe.output.format}`,
  };
}
