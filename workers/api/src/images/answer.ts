/** Generated images as the body of an answer: a PNG, a contact sheet, or JSON. */

import type { components } from '@comfy-edge/contract';
import { type Digest, sha256Hex } from '@comfy-edge/model';
import { type Codecs, encodePng, engineId, type Output, renderImages } from '@comfy-edge/runtime';
import type { MadeImage } from './generate.ts';
import type { ImagesRequest } from './request.ts';

type GeneratedImages = components['schemas']['GeneratedImages'];
type GeneratedImage = components['schemas']['GeneratedImage'];

/** The bytes of the only image, or of a contact sheet of all. */
export async function fileBody(
  made: readonly MadeImage[],
  output: Output,
  codecs: Codecs,
): Promise<Uint8Array<ArrayBuffer>> {
  const images = made.map(({ image }) => image);
  return (await renderImages(images, output, codecs)).bytes;
}

/** Every image with its provenance. */
export async function jsonBody(
  made: readonly MadeImage[],
  { reference, truncation }: ImagesRequest,
  digest: Digest,
): Promise<Uint8Array> {
  const images = await Promise.all(made.map(describe));
  const body: GeneratedImages = { model: reference.model, digest, engineId, truncation, images };
  return new TextEncoder().encode(JSON.stringify(body));
}

async function describe(made: MadeImage, index: number): Promise<GeneratedImage> {
  const png = encodePng(made.image);
  return {
    index,
    seed: made.seed,
    class: made.class,
    classIndex: made.classIndex,
    sha256: await sha256Hex(png),
    width: made.image.width,
    height: made.image.height,
    format: 'png',
    base64: base64(png),
  };
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
