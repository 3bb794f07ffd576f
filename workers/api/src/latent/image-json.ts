/** An image in the JSON of an answer. */

import type { components } from '@comfy-edge/contract';
import { sha256Hex } from '@comfy-edge/model';
import { encodePng, type Image } from '@comfy-edge/runtime';
import { encodeBase64 } from '../http/base64.ts';

export async function imageJson(image: Image): Promise<components['schemas']['EncodedImage']> {
  const png = encodePng(image);
  return {
    sha256: await sha256Hex(png),
    width: image.width,
    height: image.height,
    format: 'png',
    base64: encodeBase64(png),
  };
}
