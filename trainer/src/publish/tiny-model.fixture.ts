/** A whole published model of a few kilobytes with random weights, for the tests of publishing. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Digest,
  encodeManifest,
  encodeWeights,
  type Graph,
  manifestFormat,
  quantize,
  RandomStream,
  sha256Hex,
  type Tensor,
  weightShapes,
} from '@comfy-edge/model';

const classes = ['circle', 'square', 'star'];

const graph: Graph = {
  classCount: classes.length,
  nodes: [
    { op: 'input', id: 'z', shape: [8] },
    {
      ...{ op: 'dense', id: 'dense', input: 'z', units: 4 * 4 * 4, gain: 'none' },
      ...{ bias: 'perClass', activation: { fn: 'leakyRelu', slope: 0.2 } },
    },
    { op: 'reshape', id: 'grid', input: 'dense', shape: [4, 4, 4] },
    {
      ...{
        op: 'convTranspose2d',
        id: 'pixels',
        input: 'grid',
        filters: 1,
        kernel: [4, 4],
        stride: 2,
      },
      ...{ bias: 'shared', gain: 'none', activation: { fn: 'tanh' } },
    },
  ],
};

/** Writes the model; another seed is another version. @returns its digest */
export async function writeTinyModel(directory: string, seed: number): Promise<Digest> {
  const random = new RandomStream({ seed, stream: 0 });
  const weights = new Map<string, Tensor>();
  for (const [name, shape] of weightShapes(graph)) {
    const size = shape.reduce((product, length) => product * length, 1);
    weights.set(name, {
      shape,
      data: random.normals(size),
    });
  }
  const blob = encodeWeights(quantize({ graph, weights }));
  const manifest = encodeManifest({
    format: manifestFormat,
    ...{ title: 'Tiny', description: '', classes, licence: 'CC0-1.0' },
    ...{ image: { height: 8, width: 8, channels: 1 }, latent: { size: 8 } },
    networks: {
      generator: { graph, weights: { sha256: await sha256Hex(blob), sizeBytes: blob.length } },
    },
    metrics: {},
    training: { preset: 'none', seed, steps: 0, images: 0, config: {} },
    data: { name: 'none', licence: 'CC0-1.0', source: '' },
    createdAt: '2026-11-22T10:00:00.000Z',
  });
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'generator.safetensors'), blob);
  await writeFile(join(directory, 'manifest.json'), manifest);
  return sha256Hex(manifest);
}
