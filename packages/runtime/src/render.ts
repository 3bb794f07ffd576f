/**
 * Images as a file in the format and size that was asked for: one image as itself, several as a contact
 * sheet or, as a tensor, one after the other. The same images and output give the same bytes everywhere.
 */
import type { Codecs } from './codecs/codecs.ts';
import { contactSheet } from './contact-sheet.ts';
import { encodeNpy } from './npy.ts';
import type { Image } from './pixels.ts';
import { encodePng } from './png.ts';
import { resizeImage } from './resize/resize-image.ts';

/** Every format with its media type. */
export const mediaTypes = {
  png: 'image/png',
  webp: 'image/webp',
  jpeg: 'image/jpeg',
  npy: 'application/x-npy',
} as const;
export type OutputFormat = keyof typeof mediaTypes;

export interface Output {
  readonly format: OutputFormat;
  /** 1 to 100: makes WebP lossy (it is lossless without), and JPEG 90 when left out; of no use elsewhere. */
  readonly quality?: number;
  /** Width of each image in pixels, its own when left out; the height follows. */
  readonly size?: number;
  /** How images get that size; `nearest` enlarges by whole factors alone. */
  readonly resampling?: 'nearest' | 'lanczos';
  /** Images in a row of the sheet; the smallest square that holds all when left out. */
  readonly columns?: number;
}

export interface Rendered {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: (typeof mediaTypes)[OutputFormat];
  /** What was encoded, before a codec may have lost any of it: pixels, or a tensor's values as bytes. */
  readonly samples: Uint8Array;
  /** Of what the file shows; of each image for a tensor. */
  readonly width: number;
  readonly height: number;
}

export const DEFAULT_JPEG_QUALITY = 90;

/**
 * @param images one or more of one size
 * @throws RangeError for none, for sizes that differ or cannot be had
 */
export async function renderImages(
  images: readonly Image[],
  output: Output,
  codecs: Codecs,
): Promise<Rendered> {
  const scaled = images.map((image) => resizeImage(image, output));
  const [first] = scaled;
  if (first === undefined) throw new RangeError('expected at least one image, got none');
  if (output.format === 'npy') return tensor(scaled, stack(scaled));
  const columns = output.columns ?? Math.ceil(Math.sqrt(images.length));
  const picture = images.length === 1 ? first : contactSheet(scaled, columns);
  return {
    bytes: await encode(picture, output.format, output.quality, codecs),
    samples: picture.pixels,
    mediaType: mediaTypes[output.format],
    width: picture.width,
    height: picture.height,
  };
}

/**
 * Values of images, `[height, width, channels]` f32 each, as one tensor.
 *
 * @param images of which they are
 */
export function renderValues(values: readonly Float32Array[], images: readonly Image[]): Rendered {
  const sizes = values.map(({ length }) => length);
  const data = new Float32Array(sizes.reduce((sum, size) => sum + size, 0));
  let at = 0;
  for (const it of values) {
    data.set(it, at);
    at += it.length;
  }
  return tensor(images, data);
}

async function encode(
  picture: Image,
  format: Exclude<OutputFormat, 'npy'>,
  quality: number | undefined,
  codecs: Codecs,
): Promise<Uint8Array<ArrayBuffer>> {
  switch (format) {
    case 'png':
      return encodePng(picture);
    case 'webp':
      return codecs.encodeWebp(picture, quality);
    case 'jpeg':
      return codecs.encodeJpeg(picture, quality ?? DEFAULT_JPEG_QUALITY);
    default:
      return format satisfies never;
  }
}

/** `[images, height, width, channels]`. */
function tensor(images: readonly Image[], data: Uint8Array | Float32Array): Rendered {
  const [{ height, width, channels }] = images as readonly [Image];
  const bytes = encodeNpy({ data, shape: [images.length, height, width, channels] });
  const samples = bytes.subarray(bytes.length - data.byteLength);
  return { bytes, samples, mediaType: mediaTypes.npy, width, height };
}

function stack(images: readonly Image[]): Uint8Array {
  const [{ pixels }] = images as readonly [Image];
  const data = new Uint8Array(images.length * pixels.length);
  images.forEach((image, i) => void data.set(image.pixels, i * pixels.length));
  return data;
}
