/**
 * A picture brought into the form that a model was trained on: transparency laid on a background, cropped
 * around its centre to the model's proportions, resized, and changed between gray and colour. What the
 * trainer does unless told otherwise (`trainer/src/data/image-form.ts`), in whole pixels.
 */
import type { Image } from '../pixels.ts';
import { resizeLanczos } from '../resize/lanczos.ts';
import type { DecodedImage } from './decode-image.ts';

interface ImageSize {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/**
 * What was done to a picture, in this order; `turned` is a quarter, as a camera's orientation says.
 */
export type Conversion =
  | 'depth'
  | 'turned'
  | 'flattened'
  | 'cropped'
  | 'resized'
  | 'gray'
  | 'colour';

export interface FittedImage {
  readonly image: Image;
  readonly conversions: readonly Conversion[];
}

/** Levels behind transparent pixels. */
export const backgrounds = { white: 255, black: 0 } as const;
export type Background = keyof typeof backgrounds;

export function fitImage(
  decoded: DecodedImage,
  size: ImageSize,
  background: Background,
): FittedImage {
  const { header, width } = decoded;
  const conversions: Conversion[] = [];
  const note = (conversion: Conversion, isDone: boolean) => {
    if (isDone) conversions.push(conversion);
  };
  const flat = flatten(decoded, backgrounds[background]);
  const cropped = crop(flat, size);
  const resized =
    cropped.width === size.width && cropped.height === size.height
      ? cropped
      : resizeLanczos(cropped, { height: size.height, width: size.width });
  const isGray = isGrayscale(flat);
  note('depth', header.depth > 8);
  note('turned', header.width !== width);
  note('flattened', header.hasAlpha);
  note('cropped', cropped !== flat);
  note('resized', resized !== cropped);
  note('gray', size.channels === 1 && !isGray);
  note('colour', size.channels === 3 && isGray);
  return { image: size.channels === 1 ? luma(resized) : resized, conversions };
}

/** `[height, width, 3]`. */
function flatten({ rgba, width, height }: DecodedImage, level: number): Image {
  const pixels = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < pixels.length; from += 4, to += 3) {
    const alpha = rgba[from + 3] as number;
    for (let channel = 0; channel < 3; channel++) {
      const colour = rgba[from + channel] as number;
      pixels[to + channel] = Math.round((colour * alpha + level * (255 - alpha)) / 255);
    }
  }
  return { pixels, width, height, channels: 3 };
}

/** The largest part around the centre that has the proportions of `size`. */
function crop(image: Image, size: ImageSize): Image {
  const scale = Math.min(image.width / size.width, image.height / size.height);
  const width = Math.max(1, Math.round(size.width * scale));
  const height = Math.max(1, Math.round(size.height * scale));
  if (width === image.width && height === image.height) return image;
  const left = Math.floor((image.width - width) / 2);
  const top = Math.floor((image.height - height) / 2);
  const rowBytes = width * image.channels;
  const pixels = new Uint8Array(height * rowBytes);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * image.width + left) * image.channels;
    pixels.set(image.pixels.subarray(from, from + rowBytes), y * rowBytes);
  }
  return { pixels, width, height, channels: image.channels };
}

function isGrayscale({ pixels }: Image): boolean {
  for (let at = 0; at < pixels.length; at += 3) {
    if (pixels[at] !== pixels[at + 1] || pixels[at] !== pixels[at + 2]) return false;
  }
  return true;
}

/** Rec. 601, as the trainer's. */
function luma({ pixels, width, height }: Image): Image {
  const gray = new Uint8Array(width * height);
  for (let pixel = 0; pixel < gray.length; pixel++) {
    const red = pixels[3 * pixel] as number;
    const green = pixels[3 * pixel + 1] as number;
    const blue = pixels[3 * pixel + 2] as number;
    gray[pixel] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  }
  return { pixels: gray, width, height, channels: 1 };
}
