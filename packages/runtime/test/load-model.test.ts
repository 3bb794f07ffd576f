/** A published model loads as what its digest names, or not at all. */
import {
  compile,
  type Digest,
  encodeManifest,
  encodeWeights,
  type Graph,
  type Manifest,
  type Network,
  quantize,
  sha256Hex,
} from '@comfy-edge/model';
import { expect, test } from 'vitest';
import { loadEncoder, loadModel } from '../src/load-model.ts';
import { engine } from './engine-node.ts';
import { tinyGraph, withRandomWeights } from './tiny-network.ts';

const encoderGraph: Graph = {
  classCount: 3,
  nodes: [
    { op: 'input', id: 'x', shape: [12, 12, 1] },
    {
      ...{ op: 'conv2d', id: 'down', input: 'x', filters: 4, kernel: [3, 3], stride: 2 },
      ...{ padding: 'same', bias: 'shared', gain: 'none', activation: { fn: 'relu' } },
    },
    { op: 'reshape', id: 'flat', input: 'down', shape: [144] },
    { op: 'dense', id: 'out', input: 'flat', units: 16, bias: 'shared', gain: 'none' },
  ],
};

const blobs = new Map<string, Uint8Array>();

async function publish(network: Network) {
  const bytes = encodeWeights(quantize(network));
  const sha256 = await sha256Hex(bytes);
  blobs.set(sha256, bytes);
  return { graph: network.graph, weights: { sha256, sizeBytes: bytes.length } };
}

const generator = await publish(compile(withRandomWeights(tinyGraph, 1)));
const encoder = await publish(withRandomWeights(encoderGraph, 2));
const manifest: Manifest = {
  format: 'comfy-edge/manifest@1',
  title: 'Tiny',
  description: 'Random weights, for tests.',
  image: { height: 12, width: 12, channels: 1 },
  latent: { size: 8 },
  classes: ['zero', 'one', 'two'],
  networks: { generator, encoder },
  metrics: {},
  training: { preset: 'none', seed: 1, steps: 0, images: 0, config: {} },
  data: { name: 'none', licence: 'CC0-1.0', source: 'none' },
  licence: 'Apache-2.0',
  createdAt: '2026-11-22T10:00:00.000Z',
};
const manifestBytes = encodeManifest(manifest);

async function readBlob(sha256: string): Promise<Uint8Array> {
  const blob = blobs.get(sha256);
  if (blob === undefined) throw new Error(`no such blob: ${sha256}`);
  return blob;
}

test('a good model loads, generates and encodes', async () => {
  const model = await loadModel({ engine, manifestBytes, readBlob });
  expect(model.digest).toBe(await sha256Hex(manifestBytes));
  expect(model.manifest).toEqual(manifest);
  const image = model.generator.generate({ classIndex: 1, seed: 5 });
  expect(image).toMatchObject({ height: 12, width: 12, channels: 1 });
  const q = await loadEncoder({ engine, manifestBytes, readBlob, digest: model.digest });
  const { mean, logVariance } = q.encode(image, 1);
  expect([mean.length, logVariance.length]).toEqual([8, 8]);
  expect(q.encode(image, 1)).toEqual({ mean, logVariance });
  expect(() => q.encode({ ...image, height: 6, width: 24 }, 1)).toThrow(
    'expected 12×12×1 pixels, got 6×24×1',
  );
  model.generator.dispose();
  q.dispose();
});

const flipped = (bytes: Uint8Array) =>
  bytes.map((byte, i) => (i === bytes.length - 1 ? byte ^ 1 : byte));

test.each<[string, string, (bytes: Uint8Array) => Uint8Array]>([
  ['a flipped bit', 'got bytes with sha256', flipped],
  ['a truncated blob', 'bytes, got', (bytes) => bytes.subarray(0, -1)],
  ['an empty blob', 'bytes, got 0', () => new Uint8Array()],
])('%s is refused as corrupt, and the next attempt may succeed', async (_, message, damage) => {
  const bytes = engine.allocatedBytes();
  const damaged = loadModel({
    engine,
    manifestBytes,
    readBlob: async (sha256) => damage(await readBlob(sha256)),
  });
  await expect(damaged).rejects.toMatchObject({ code: 'blob_corrupt' });
  await expect(damaged).rejects.toThrow(message);
  expect(engine.allocatedBytes()).toBe(bytes);
  const { generator } = await loadModel({ engine, manifestBytes, readBlob });
  generator.dispose();
});

test('a blob that is what its digest says, but no weights of this graph, is refused', async () => {
  const bytes = new TextEncoder().encode('not a safetensors file');
  const sha256: Digest = await sha256Hex(bytes);
  const wrong = encodeManifest({
    ...manifest,
    networks: { generator: { ...generator, weights: { sha256, sizeBytes: bytes.length } } },
  });
  const loading = loadModel({ engine, manifestBytes: wrong, readBlob: async () => bytes });
  await expect(loading).rejects.toMatchObject({ name: 'EngineError', code: 'blob_corrupt' });
});

test('what cannot be read, is another version, or no manifest, is refused by name', async () => {
  const missing = loadModel({
    engine,
    manifestBytes,
    readBlob: () => Promise.reject(new Error('the bucket is away')),
  });
  await expect(missing).rejects.toMatchObject({ code: 'blob_missing' });
  const other = loadModel({ engine, manifestBytes, readBlob, digest: '0'.repeat(64) });
  await expect(other).rejects.toMatchObject({ code: 'manifest_invalid' });
  const broken = loadModel({ engine, manifestBytes: manifestBytes.subarray(1), readBlob });
  await expect(broken).rejects.toMatchObject({ code: 'manifest_invalid' });
  const tight = loadModel({ engine, manifestBytes, readBlob, maxBytes: 1000 });
  await expect(tight).rejects.toMatchObject({ code: 'budget_exceeded' });
  const { encoder: _, ...networks } = manifest.networks;
  const decoderOnly = encodeManifest({ ...manifest, networks });
  const lacking = loadEncoder({ engine, manifestBytes: decoderOnly, readBlob });
  await expect(lacking).rejects.toMatchObject({ code: 'model_unsupported' });
});
