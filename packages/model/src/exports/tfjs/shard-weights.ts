/**
 * Weights as the files beside `model.json`: one after another, cut every 4 MiB, which browsers cache
 * (the size that tfjs's own converter takes). A file is named by what it holds, so that a copy of
 * `model.json` that somebody kept never meets weights that it does not describe.
 */
import { sha256Hex } from '../../manifest/digest.ts';
import type { DataType, Quantization } from './graph-def.ts';

const shardBytes = 4 * 1024 * 1024;

interface ShardedWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: DataType;
  readonly bytes: Uint8Array;
  readonly quantization?: Quantization;
}

export async function shardWeights(weights: readonly ShardedWeight[]) {
  const total = weights.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const joined = new Uint8Array(total);
  let offset = 0;
  for (const { bytes } of weights) {
    joined.set(bytes, offset);
    offset += bytes.length;
  }
  const count = Math.max(1, Math.ceil(total / shardBytes));
  const shards = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const bytes = joined.subarray(index * shardBytes, (index + 1) * shardBytes);
      const hash = (await sha256Hex(bytes)).slice(0, 16);
      return [`weights-${index + 1}of${count}-${hash}.bin`, bytes] as const;
    }),
  );
  const weightsManifest = [
    {
      paths: shards.map(([name]) => name),
      weights: weights.map(({ bytes: _, ...description }) => description),
    },
  ];
  return { weightsManifest, shards };
}
