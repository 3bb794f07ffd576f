/**
 * A run in its published form: the averaged generator and the encoder compiled, quantized, compared
 * with their float selves, and described by a manifest. A directory that `publishDirectory` uploads
 * and that the edge verifies. The same run gives the same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compile,
  countMultiplyAdds,
  dequantize,
  encodeManifest,
  encodeWeights,
  type KernelStorage,
  type Manifest,
  manifestFormat,
  type Network,
  type PublishedNetwork,
  parseDigest,
  quantize,
  sha256Hex,
} from '@comfy-edge/model';
import type { TrainConfig } from '../config/train-config.ts';
import { readCheckpoint } from '../loop/checkpoint.ts';
import type { Progress } from '../loop/learner.ts';
import { Networks } from '../loop/networks.ts';
import { type RunOptions, readRunOptions } from '../loop/run-options.ts';
import type { SavedState } from '../loop/run-state.ts';
import { Sampler } from '../loop/sampling.ts';
import { readParameters } from '../networks/parameters.ts';
import { writeSheet } from '../sheet/sheet.ts';
import { modelCard } from './model-card.ts';
import { compareOutputs, type OutputDifference } from './output-difference.ts';

export interface BuildOptions {
  /** A run's directory. */
  readonly run: string;
  /** Of the checkpoint to publish. */
  readonly checkpoint: string;
  readonly out: string;
  readonly title: string;
  readonly kernels: KernelStorage;
}

export interface BuiltModel {
  readonly digest: string;
  readonly manifest: Manifest;
  /** Generator's quantized pixels against float ones. */
  readonly difference: OutputDifference;
  /** Blobs and manifest. */
  readonly sizeBytes: number;
}

/**
 * Needs a tfjs backend: the statistics of the batch normalizations are measured here.
 * @throws ConfigError, CheckpointError if the run is not whole; ModelError if it cannot be published
 */
export async function buildPublished(options: BuildOptions): Promise<BuiltModel> {
  const runOptions = readRunOptions(options.run);
  const { config, data } = runOptions;
  const { state, tensors } = readCheckpoint(options.checkpoint);
  const { progress, savedAt } = state as SavedState;
  const networks = new Networks(config, data.classes.length);
  networks.restore(tensors);

  const sampler = new Sampler(networks, config.seed);
  const float: Network = compile({
    graph: networks.generatorGraph,
    weights: sampler.weights(),
  });
  const generator = await store(float, options.kernels);
  const encoder = await store(
    compile({ graph: networks.encoderGraph, weights: readParameters(networks.encoder) }),
    options.kernels,
  );
  const difference = compareOutputs(float, generator.network);

  const { height, width, channels } = config.image;
  const manifest: Manifest = {
    format: manifestFormat,
    title: options.title,
    description: describe(runOptions),
    image: { height, width, channels },
    latent: { size: config.generator.latentSize },
    classes: data.classes,
    networks: { generator: generator.published, encoder: encoder.published },
    metrics: {
      multiplyAdds: countMultiplyAdds(generator.network.graph),
      quantizedMeanLevels: difference.meanLevels,
      quantizedMaxLevels: difference.maxLevels,
      ...measured(progress, config, data.count),
    },
    training: {
      preset: config.preset,
      seed: config.seed,
      steps: progress.step,
      images: progress.images,
      config: JSON.parse(JSON.stringify(config)),
    },
    data: {
      name: data.name,
      licence: data.licence ?? 'unstated',
      source: data.source ?? 'unstated',
      sha256: parseDigest(data.sha256),
    },
    licence: 'Apache-2.0',
    createdAt: savedAt,
  };
  const manifestBytes = encodeManifest(manifest);
  const digest = await sha256Hex(manifestBytes);

  mkdirSync(options.out, { recursive: true });
  const write = (name: string, content: Uint8Array | string) =>
    writeFileSync(join(options.out, name), content);
  write('generator.safetensors', generator.bytes);
  write('encoder.safetensors', encoder.bytes);
  write('manifest.json', manifestBytes);
  write('README.md', modelCard({ manifest, digest, difference, backend: runOptions.backend }));
  const columns = 10;
  const labels = data.classes.flatMap((_, label) => Array<number>(columns).fill(label));
  const images = sampler.sample(labels, 1);
  writeSheet(join(options.out, 'sheet.png'), { images, ...config.image }, columns);
  sampler.dispose();
  return {
    digest,
    manifest,
    difference,
    sizeBytes: manifestBytes.length + generator.bytes.length + encoder.bytes.length,
  };
}

async function store(
  network: Network,
  kernels: KernelStorage,
): Promise<{ published: PublishedNetwork; bytes: Uint8Array; network: Network }> {
  const stored = quantize(network, { kernels });
  const bytes = encodeWeights(stored);
  return {
    published: {
      graph: network.graph,
      weights: { sha256: await sha256Hex(bytes), sizeBytes: bytes.length },
    },
    bytes,
    network: { graph: network.graph, weights: dequantize(stored) },
  };
}

/**
 * The measures of these very weights: the best ones are those of a checkpoint that was taken as its
 * epoch ended, at most one batch after the epoch's last image. Other weights were not measured.
 */
function measured(
  { best, images }: Progress,
  { epochImages, batches }: TrainConfig,
  count: number,
): Readonly<Record<'cfid' | 'ganTest', number>> | undefined {
  if (best === undefined) return undefined;
  const since = images - best.epoch * (epochImages || count);
  const batchSize = Math.max(...batches.map(({ size }) => size));
  return since < batchSize ? { cfid: best.cfid, ganTest: best.ganTest } : undefined;
}

function describe({ config, data }: RunOptions): string {
  const { height, width, channels } = config.image;
  return `Class-conditional VAE-GAN of ${data.classes.length} classes, ${height}×${width}×${channels}, trained on ${data.count} images of ${data.name}.`;
}
