/** The model that the contract's examples are about: the one that `npm start` publishes. */

import { parseManifest, sha256Hex } from '@comfy-edge/model';
import encoder from '../../../../models/fashion-mnist/encoder.safetensors?url&inline';
import generator from '../../../../models/fashion-mnist/generator.safetensors?url&inline';
import manifest from '../../../../models/fashion-mnist/manifest.json?raw';
import type { TinyModel } from './tiny-model.ts';

export async function readFashionMnist(): Promise<TinyModel> {
  const manifestBytes = new TextEncoder().encode(manifest);
  const blobs = new Map<string, Uint8Array>();
  for (const url of [generator, encoder]) {
    const bytes = await (await fetch(url)).bytes();
    blobs.set(await sha256Hex(bytes), bytes);
  }
  const digest = await sha256Hex(manifestBytes);
  return { digest, manifest: parseManifest(manifestBytes), manifestBytes, blobs };
}
