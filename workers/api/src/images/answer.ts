/** Generated images as the body of an answer: one file, or JSON with a file for each. */

import type { components } from '@comfy-edge/contract';
import { type Digest, sha256Hex } from '@comfy-edge/model';
import {
  type Codecs,
  encodeNpy,
  engineId,
  type Image,
  type Output,
  renderImages,
  resizeImage,
} from '@comfy-edge/runtime';
import { encodeBase64 } from '../http/base64.ts';
import type { MadeImage } from './generate.ts';
import type { ImagesRequest } from './request.ts';

type GeneratedImages = components['schemas']['GeneratedImages'];
type GeneratedImage = components['schemas']['GeneratedImage'];

/** The bytes of the only image, of a contact sheet, or of a tensor of all. */
export async function fileBody(
  made: readonly MadeImage[],
  output: Output,
  codecs: Codecs,
): Promise<Uint8Array<ArrayBuffer>> {
  const images = made.map(({ image }) => image);
  const values = made.flatMap((it) => it.values ?? []);
  const [first] = images;
  if (first !== undefined && values.length > 0) return tensor(values, first);
  return (await renderImages(images, output, codecs)).bytes;
}

/** `[images, height, width, channels]` f32. */
function tensor(
  values: readonly Float32Array[],
  { height, width, channels }: Image,
): Uint8Array<ArrayBuffer> {
  const size = height * width * channels;
  const data = new Float32Array(values.length * size);
  values.forEach((it, i) => void data.set(it, i * size));
  return encodeNpy({ data, shape: [values.length, height, width, channels] });
}

/** Every image with its provenance. */
export async function jsonBody(
  made: readonly MadeImage[],
  { reference, truncation, directions }: ImagesRequest,
  digest: Digest,
  output: Output,
  codecs: Codecs,
): Promise<string> {
  const images: GeneratedImage[] = [];
  for (const [index, image] of made.entries()) {
    images.push(await describe(image, index, output, codecs));
  }
  const body: GeneratedImages = {
    ...{ model: reference.model, digest, engineId, truncation, images },
    ...(directions.length > 0 && { directions: [...directions] }),
  };
  return JSON.stringify(body);
}

async function describe(
  made: MadeImage,
  index: number,
  output: Output,
  codecs: Codecs,
): Promise<GeneratedImage> {
  const { seed, class: name, classIndex, image } = made;
  const bytes = await fileBody([made], output, codecs);
  const { width, height } = resizeImage(image, output);
  return {
    index,
    seed,
    class: name,
    classIndex,
    sha256: await sha256Hex(bytes),
    width,
    height,
    format: output.format,
    base64: encodeBase64(bytes),
  };
}
