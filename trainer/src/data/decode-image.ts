/** From the bytes of a PNG, JPEG or WebP file to pixels: turned upright, opaque, 8 bits, sRGB. */
import sharp from 'sharp';
import { DataError } from './data-error.ts';
import type { ImageForm } from './image-form.ts';
import { imageFormat } from './image-format.ts';
import { resizeImages } from './resize.ts';

/** 64 megapixels: 192 MiB decoded. A larger one is a mistake or an attack. */
const pixelLimit = 2 ** 26;

export interface DecodedImage {
  readonly height: number;
  readonly width: number;
  /** 1 = gray, 3 = RGB. */
  readonly channels: number;
  /** `[height, width, channels]` u8. */
  readonly pixels: Uint8Array;
  /** As the file has it, before transparency was laid on the background: 1 to 4. */
  readonly storedChannels: number;
}

/** @throws DataError `unreadable-image`, naming the place */
export async function decodeImage(
  bytes: Uint8Array,
  place: string,
  background: ImageForm['background'],
): Promise<DecodedImage> {
  if (imageFormat(bytes) === undefined) {
    const start = Buffer.from(bytes.subarray(0, 8)).toString('hex');
    throw unreadable(place, bytes.length === 0 ? 'an empty file' : `a file that begins ${start}`);
  }
  try {
    const image = sharp(bytes, { failOn: 'truncated', limitInputPixels: pixelLimit });
    const { channels: storedChannels } = await image.metadata();
    const { data, info } = await image
      .autoOrient()
      .flatten({ background })
      .toColourspace(storedChannels < 3 ? 'b-w' : 'srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const { height, width, channels } = info;
    return { height, width, channels, pixels: new Uint8Array(data), storedChannels };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw unreadable(place, `"${reason.trim()}"`, cause);
  }
}

/** The same in the networks' form. */
export async function decodeInto(
  bytes: Uint8Array,
  place: string,
  form: ImageForm,
): Promise<Uint8Array> {
  const image = await decodeImage(bytes, place, form.background);
  return resizeImages(image.pixels, 1, image, form);
}

function unreadable(place: string, got: string, cause?: unknown): DataError {
  return new DataError(
    'unreadable-image',
    `${place}: expected a whole PNG, JPEG or WebP image, got ${got}. Replace the file or remove it.`,
    { cause },
  );
}
