/**
 * A candidate to compare a model with: the same generator with a few bits a weight, as somebody might try
 * who wants it smaller. A version like any other, made of a published one without training.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  decodeStoredWeights,
  encodeManifest,
  encodeWeights,
  parseManifest,
  type StoredTensor,
  sha256Hex,
} from '@comfy-edge/model';
import type { ComfyEdge } from '@comfy-edge/sdk';
import {
  type PublishResult,
  publishDirectory,
  readPublished,
  type Signing,
} from '@comfy-edge/trainer';

export interface CandidateOptions {
  readonly client: ComfyEdge;
  readonly signing: Signing;
  readonly model: string;
  /** The model in its published form. */
  readonly directory: string;
  readonly alias: string;
  /** Of an int8 weight, 8 or fewer. */
  readonly bits: number;
}

export async function publishCoarser(options: CandidateOptions): Promise<PublishResult> {
  const { client, signing, model, directory, alias, bits } = options;
  const { manifest, manifestBytes, blobs } = await readPublished(directory);
  const { graph, weights } = manifest.networks.generator;
  const stored = blobs.find(({ sha256 }) => sha256 === weights.sha256);
  if (stored === undefined) throw new Error(`${directory}: expected a generator, got none`);
  const coarse = [...decodeStoredWeights(stored.bytes, graph)].map(
    ([name, tensor]) => [name, coarser(tensor, bits)] as const,
  );
  const blob = encodeWeights(new Map(coarse));
  const generator = { graph, weights: { sha256: await sha256Hex(blob), sizeBytes: blob.length } };
  const candidate = {
    ...parseManifest(manifestBytes),
    ...{ title: `${manifest.title}, ${bits} bits`, networks: { generator }, metrics: {} },
  };
  const folder = await mkdtemp(join(tmpdir(), 'comfy-edge-candidate-'));
  try {
    await writeFile(join(folder, 'generator.safetensors'), blob);
    await writeFile(join(folder, 'manifest.json'), encodeManifest(candidate));
    return await publishDirectory({ directory: folder, model, client, signing, alias });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** int8 codes rounded to steps of as many bits; what is not int8 stays. */
function coarser(tensor: StoredTensor, bits: number): StoredTensor {
  if (tensor.dtype !== 'I8') return tensor;
  const step = 2 ** (8 - bits);
  const round = (code: number) => Math.max(-127, Math.min(127, step * Math.round(code / step)));
  return { ...tensor, data: tensor.data.map(round) };
}
