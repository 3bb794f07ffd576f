/** A file with its receipt in the JSON of an answer, and what the headers of an answer say of a file. */

import type { components } from '@comfy-edge/contract';
import { sha256Hex } from '@comfy-edge/model';
import type { OutputFormat, RecipeFile } from '@comfy-edge/runtime';
import { toToken } from '@comfy-edge/runtime';
import { encodeBase64 } from '../http/base64.ts';

export async function fileJson(
  { bytes, width, height, embedded }: RecipeFile,
  format: OutputFormat,
): Promise<components['schemas']['EncodedImage']> {
  return {
    sha256: await sha256Hex(bytes),
    ...{ width, height, format },
    base64: encodeBase64(bytes),
    ...(embedded && { receipt: toToken(embedded) }),
  };
}

export function receiptHeader({ embedded }: RecipeFile): { readonly 'Comfy-Receipt'?: string } {
  return embedded === undefined ? {} : { 'Comfy-Receipt': toToken(embedded) };
}
