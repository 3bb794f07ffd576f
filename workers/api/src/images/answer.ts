/** Generated images as the body of an answer: one file, or JSON with a file for each; each with its receipt. */

import type { components } from '@comfy-edge/contract';
import { sha256Hex } from '@comfy-edge/model';
import { engineId, type FileOptions, makeFile, toToken } from '@comfy-edge/runtime';
import { encodeBase64 } from '../http/base64.ts';
import type { MadeImage } from './generate.ts';

type GeneratedImages = components['schemas']['GeneratedImages'];
type GeneratedImage = components['schemas']['GeneratedImage'];

/** Every image with its provenance. */
export async function jsonBody(made: readonly MadeImage[], options: FileOptions): Promise<string> {
  const images: GeneratedImage[] = [];
  for (const [index, image] of made.entries())
    images.push(await describeImage(image, index, options));
  const { model, digest, truncation, directions = [] } = options;
  const body: GeneratedImages = {
    ...{ model, digest, engineId, truncation, images },
    ...(directions.length > 0 && { directions: [...directions] }),
  };
  return JSON.stringify(body);
}

/** One image of many. */
export async function describeImage(
  made: MadeImage,
  index: number,
  options: FileOptions,
): Promise<GeneratedImage> {
  const file = await makeFile([made], options);
  return {
    index,
    seed: made.seed,
    class: made.class,
    classIndex: made.classIndex,
    sha256: await sha256Hex(file.bytes),
    width: file.width,
    height: file.height,
    format: options.output.format,
    base64: encodeBase64(file.bytes),
    receipt: toToken(file),
  };
}
