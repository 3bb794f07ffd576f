/**
 * A run in its published form: the averaged generator and the encoder compiled, each kernel stored as
 * its measured error allows, and described by a manifest. A directory that `publishDirectory` uploads
 * and that the edge verifies; the networks to go on training from lie beside it. The same run gives the
 * same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compile,
  encodeManifest,
  findDirections,
  type KernelStorage,
  type Manifest,
  manifestFormat,
  parseDigest,
  sha256Hex,
} from '@comfy-edge/model';
import type { TrainConfig } from '../config/train-config.ts';
import type { Metrics } from '../evaluate/metrics.ts';
import { readCheckpoint } from '../loop/checkpoint.ts';
import type { Progress } from '../loop/learner.ts';
import { Networks } from '../loop/networks.ts';
import { type RunOptions, readRunOptions } from '../loop/run-options.ts';
import type { SavedState } from '../loop/run-state.ts';
import { Sampler } from '../loop/sampling.ts';
import { readParameters } from '../networks/parameters.ts';
import { writeSheet } from '../sheet/sheet.ts';
import type { OutputError } from './choose-storage.ts';
import { checkEdgeBudget, type EdgeCost, edgeCost, overBudget } from './edge-budget.ts';
import { checkMeasured, flatMetrics } from './metrics-file.ts';
import { modelCard } from './model-card.ts';
import { storeNetworks } from './store-networks.ts';
import { encodeTrainingWeights, trainingWeightsFile } from './training-weights.ts';

export interface BuildOptions {
  /** A run's directory. */
  readonly run: string;
  /** Of the checkpoint to publish. */
  readonly checkpoint: string;
  readonly out: string;
  readonly title: string;
  /** How every kernel is stored; chosen by measured error where absent. */
  readonly kernels?: KernelStorage;
  /** What was measured of these very weights, when they were published before. */
  readonly metrics?: Metrics;
  /** Why a generator over the edge's budget is published. */
  readonly overBudget?: string;
}

export interface BuiltModel {
  readonly digest: string;
  readonly manifest: Manifest;
  /** What storing the kernels does to pixels (levels of 255), and to the posterior. */
  readonly errors: { readonly generator: OutputError; readonly encoder: OutputError };
  readonly cost: EdgeCost;
  /** Blobs and manifest. */
  readonly sizeBytes: number;
}

/**
 * Needs a tfjs backend: the statistics of the batch normalizations are measured here.
 * @throws ConfigError, CheckpointError if the run is not whole, or the generator over the edge's budget;
 *   ModelError if it cannot be published
 */
export async function buildPublished(options: BuildOptions): Promise<BuiltModel> {
  const runOptions = readRunOptions(options.run);
  const { config, data } = runOptions;
  const { state, tensors } = readCheckpoint(options.checkpoint);
  const { progress, savedAt } = state as SavedState;
  const networks = new Networks(config, data.classes.length);
  networks.restore(tensors);

  const sampler = new Sampler(networks, config.seed);
  const generatorWeights = sampler.weights();
  const encoderWeights = readParameters(networks.encoder);
  const float = compile({ graph: networks.generatorGraph, weights: generatorWeights });
  const { generator, encoder } = await storeNetworks(
    {
      generator: float,
      encoder: compile({ graph: networks.encoderGraph, weights: encoderWeights }),
    },
    options.kernels,
  );
  const cost = edgeCost(generator.published.graph, generator.bytes.length);
  checkEdgeBudget(cost, options.overBudget);
  if (options.metrics) checkMeasured(options.metrics, generator.published.weights.sha256);
  const training = encodeTrainingWeights({
    classes: data.classes,
    tensors: new Map([
      ...prefixed('generator', generatorWeights),
      ...[...tensors].filter(([name]) => /^(encoder|discriminator)\//.test(name)),
    ]),
  });

  const { height, width, channels } = config.image;
  const manifest: Manifest = {
    format: manifestFormat,
    title: options.title,
    description: describe(runOptions, cost, options.overBudget),
    image: { height, width, channels },
    latent: { size: config.generator.latentSize },
    classes: data.classes,
    networks: { generator: generator.published, encoder: encoder.published },
    directions: findDirections(float),
    metrics: {
      multiplyAdds: cost.multiplyAdds,
      quantizedMeanLevels: generator.total.mean,
      quantizedMaxLevels: generator.total.max,
      ...measured(progress, config, data.count),
      ...(options.metrics && flatMetrics(options.metrics)),
    },
    training: {
      preset: config.preset,
      seed: config.seed,
      steps: progress.step,
      images: progress.images,
      config: JSON.parse(JSON.stringify(config)),
      ...(runOptions.parent && { parent: runOptions.parent }),
      weights: { sha256: await sha256Hex(training), sizeBytes: training.length },
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
  const errors = { generator: generator.total, encoder: encoder.total };

  mkdirSync(options.out, { recursive: true });
  const write = (name: string, content: Uint8Array | string) =>
    writeFileSync(join(options.out, name), content);
  write('generator.safetensors', generator.bytes);
  write('encoder.safetensors', encoder.bytes);
  write(trainingWeightsFile, training);
  write('manifest.json', manifestBytes);
  const { metrics } = options;
  write(
    'README.md',
    modelCard({
      manifest,
      digest,
      errors,
      cost,
      runOptions,
      progress,
      ...(metrics && { metrics }),
    }),
  );
  const columns = 10;
  const labels = data.classes.flatMap((_, label) => Array<number>(columns).fill(label));
  const images = sampler.sample(labels, 1);
  writeSheet(join(options.out, 'sheet.png'), { images, ...config.image }, columns);
  sampler.dispose();
  return {
    digest,
    manifest,
    errors,
    cost,
    sizeBytes: manifestBytes.length + generator.bytes.length + encoder.bytes.length,
  };
}

function prefixed<Value>(network: string, weights: ReadonlyMap<string, Value>) {
  return [...weights].map(([name, value]) => [`${network}/${name}`, value] as const);
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

function describe({ config, data }: RunOptions, cost: EdgeCost, reason?: string): string {
  const { height, width, channels } = config.image;
  const what = `Class-conditional VAE-GAN of ${data.classes.length} classes, ${height}×${width}×${channels}, trained on ${data.count} images of ${data.name}.`;
  const over = overBudget(cost);
  return over === undefined ? what : `${what} Over the edge's budget with ${over}: ${reason}`;
}
