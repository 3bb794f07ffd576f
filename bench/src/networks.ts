/**
 * What is raced: the source article's two networks with random weights, and the published model.
 * Every process builds them by itself from the name, so all peers have the same weights to the bit.
 * The tiny ones hold every operation of the others and serve the tests.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { decodeWeights, type Graph, type Network, parseManifest } from '@comfy-edge/model';
import { generatorGraph, presets } from '@comfy-edge/trainer';
import { randomWeights } from './random-weights.ts';

const published = new URL('../../models/fashion-mnist/', import.meta.url);

const sources = {
  'reference-28': async () => withRandomWeights(presetGraph('reference-28')),
  'reference-56': async () => withRandomWeights(presetGraph('reference-56')),
  'fashion-28': () => readGenerator(published),
  'tiny-article': async () => withRandomWeights(tinyArticle),
  'tiny-residual': async () => withRandomWeights(tinyResidual),
} satisfies Record<string, () => Promise<Network>>;

export type NetworkName = keyof typeof sources;

/** The class that every engine draws: exported networks have one alone. */
export const CLASS_INDEX = 3;

const tinyArticle = generatorGraph(
  {
    kind: 'article',
    strides: [1, 2],
    filters: 8,
    conditionalNorm: true,
    latentSize: 6,
    embeddingSize: 3,
  },
  { height: 6, width: 10, channels: 3 },
  4,
);

const tinyResidual = generatorGraph(
  {
    kind: 'residual',
    widths: [8, 6, 4],
    fine: false,
    conditionalNorm: true,
    latentSize: 8,
    embeddingSize: 3,
  },
  { height: 12, width: 12, channels: 1 },
  4,
);

/** The networks of `npm run bench`; the published one when it is in this checkout. */
export function benchedNetworks(): readonly NetworkName[] {
  const hasPublished = existsSync(new URL('manifest.json', published));
  return ['reference-28', 'reference-56', ...(hasPublished ? (['fashion-28'] as const) : [])];
}

/** The network as it was trained or published: what an engine folds or fuses is its own affair. */
export function loadNetwork(name: NetworkName): Promise<Network> {
  return sources[name]();
}

function presetGraph(name: string): Graph {
  const preset = presets.find((it) => it.preset === name);
  if (preset === undefined) throw new Error(`expected a preset "${name}", got none`);
  return generatorGraph(preset.generator, preset.image, 10);
}

function withRandomWeights(graph: Graph): Network {
  return { graph, weights: randomWeights(graph, 1) };
}

async function readGenerator(directory: URL): Promise<Network> {
  const manifest = parseManifest(await readFile(new URL('manifest.json', directory)));
  const { graph, weights } = manifest.networks.generator;
  const bytes = await readFile(new URL('generator.safetensors', directory));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== weights.sha256) {
    throw new Error(`generator.safetensors: expected sha256 ${weights.sha256}, got ${sha256}`);
  }
  return { graph, weights: decodeWeights(bytes, graph) };
}
