/** Whole models with random weights; by default of a few kilobytes: 8×8 RGB images of three classes. */

import {
  encodeManifest,
  encodeWeights,
  findDirections,
  type Graph,
  type Manifest,
  manifestFormat,
  outputShape,
  quantize,
  RandomStream,
  sha256Hex,
  type Tensor,
  weightShapes,
} from '@comfy-edge/model';

export const tinyClasses = ['circle', 'square', 'star'];

export interface TinyModel {
  readonly digest: string;
  readonly manifest: Manifest;
  readonly manifestBytes: Uint8Array;
  /** By SHA-256. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
}

const tinyGraph: Graph = {
  classCount: tinyClasses.length,
  nodes: [
    { op: 'input', id: 'z', shape: [8] },
    {
      op: 'dense',
      id: 'dense',
      input: 'z',
      units: 64,
      bias: 'perClass',
      gain: 'none',
      activation: { fn: 'leakyRelu', slope: 0.2 },
    },
    { op: 'reshape', id: 'grid', input: 'dense', shape: [4, 4, 4] },
    {
      op: 'convTranspose2d',
      id: 'pixels',
      input: 'grid',
      filters: 3,
      kernel: [4, 4],
      stride: 2,
      bias: 'shared',
      gain: 'none',
      activation: { fn: 'tanh' },
    },
  ],
};

/** From an image to the mean and log variance of 8 latents, for models that are to have an encoder. */
export const tinyEncoderGraph: Graph = {
  classCount: tinyClasses.length,
  nodes: [
    { op: 'input', id: 'image', shape: [8, 8, 3] },
    { op: 'reshape', id: 'flat', input: 'image', shape: [192] },
    {
      op: 'dense',
      id: 'posterior',
      input: 'flat',
      units: 16,
      bias: 'shared',
      gain: 'none',
    },
  ],
};

export interface TinyModelExtras {
  readonly encoderGraph?: Graph;
  /** Whether directions are published, four of them. */
  readonly directions?: boolean;
}

/**
 * Another seed is another version.
 *
 * @param graph from 8 latents to an image, of three classes
 */
export async function makeTinyModel(
  seed: number,
  graph = tinyGraph,
  { encoderGraph, directions }: TinyModelExtras = {},
): Promise<TinyModel> {
  const generator = await networkOf(graph, seed);
  const encoder = encoderGraph && (await networkOf(encoderGraph, seed));
  const [height = 0, width = 0, channels] = outputShape(graph);
  const manifest: Manifest = {
    format: manifestFormat,
    title: 'Tiny',
    description: 'Random weights, for tests.',
    image: { height, width, channels: channels === 1 ? 1 : 3 },
    latent: { size: 8 },
    classes: tinyClasses,
    networks: {
      generator: generator.published,
      ...(encoder && { encoder: encoder.published }),
    },
    ...(directions && { directions: findDirections(generator.network, 4) }),
    metrics: { cas: 0.25 },
    training: { preset: 'none', seed, steps: 0, images: 0, config: {} },
    data: { name: 'none', licence: 'CC0-1.0', source: '' },
    licence: 'CC0-1.0',
    createdAt: '2026-11-22T10:00:00.000Z',
  };
  const manifestBytes = encodeManifest(manifest);
  return {
    digest: await sha256Hex(manifestBytes),
    manifest,
    manifestBytes,
    blobs: new Map(
      [generator, ...(encoder ? [encoder] : [])].map(({ published, blob }) => [
        published.weights.sha256,
        blob,
      ]),
    ),
  };
}

async function networkOf(graph: Graph, seed: number) {
  const random = new RandomStream({ seed, stream: 0 });
  const weights = new Map<string, Tensor>();
  for (const [name, shape] of weightShapes(graph)) {
    const size = shape.reduce((product, length) => product * length, 1);
    weights.set(name, { shape, data: random.normals(size).map((value) => 0.2 * value) });
  }
  const blob = encodeWeights(quantize({ graph, weights }));
  const network = { graph, weights };
  const published = {
    graph,
    weights: { sha256: await sha256Hex(blob), sizeBytes: blob.length },
  };
  return { published, blob, network };
}
