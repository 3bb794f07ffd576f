/**
 * Interpretable directions without labels (Härkönen et al. 2020, "GANSpace", arXiv:2004.02546): principal
 * components of what the first layer makes of many latents, each brought back to latent space by least
 * squares, `v = Σ x z / Σ x²` over latents z and their coordinates x along the component.
 *
 * Two departures: the classes' means are taken out first, since what tells classes apart is not what
 * varies within them; and a direction is as long as one standard deviation of its coordinate, so that
 * amounts mean the same for all.
 */
import { evaluate } from '../evaluate.ts';
import type { Graph, Network } from '../graph.ts';
import { sizeOf } from '../infer-shapes.ts';
import { ModelError } from '../model-error.ts';
import { latentVector } from '../random/latent.ts';
import type { LatentDirection } from './latent-direction.ts';
import { principalComponents } from './principal-components.ts';

const DEFAULT_COUNT = 8;
const SAMPLES = 1024;
const SAMPLES_PER_CLASS = 32;
/** Decimals that are kept: a millionth of a standard deviation changes no pixel. */
const DECIMALS = 1e6;

/**
 * @param generator compiled or not; its first dense layer is looked at
 * @param count at most; fewer where the latents are shorter
 * @throws ModelError `graph_invalid` for a generator without a dense layer
 */
export function findDirections(generator: Network, count = DEFAULT_COUNT): LatentDirection[] {
  const network = { ...generator, graph: upToFirstDense(generator.graph) };
  const { classCount } = network.graph;
  const [input] = network.graph.nodes;
  const size = input?.op === 'input' ? sizeOf(input.shape) : 0;
  const perClass = Math.max(SAMPLES_PER_CLASS, Math.ceil(SAMPLES / classCount));
  const seeds = Array.from({ length: classCount * perClass }, (_, seed) => seed);
  const latents = seeds.map((seed) => latentVector({ seed, size }));
  const samples = latents.map((latent, i) => evaluate(network, latent, i % classCount));
  centreByClass(samples, classCount);
  const { components, variances, totalVariance } = principalComponents(
    samples,
    Math.min(count, size),
  );
  return components.map((component, k) => ({
    vector: towardsPositive(regress(latents, samples, component)).map(rounded),
    explainedVariance: totalVariance === 0 ? 0 : rounded((variances[k] ?? 0) / totalVariance),
  }));
}

/** The network that ends with the first dense layer and the activations right after it. */
function upToFirstDense({ classCount, nodes }: Graph): Graph {
  const first = nodes.findIndex(({ op }) => op === 'dense');
  if (first < 0) throw new ModelError('graph_invalid', 'expected a dense layer, got none');
  return { classCount, nodes: nodes.slice(0, first + 1) };
}

function centreByClass(samples: readonly Float32Array[], classCount: number): void {
  for (let classIndex = 0; classIndex < classCount; classIndex++) {
    const own = samples.filter((_, i) => i % classCount === classIndex);
    const mean = new Float64Array(own[0]?.length ?? 0);
    for (const sample of own) {
      sample.forEach((value, index) => {
        mean[index] = (mean[index] as number) + value / own.length;
      });
    }
    for (const sample of own) {
      sample.forEach((value, index) => {
        sample[index] = value - (mean[index] as number);
      });
    }
  }
}

/** σ v: the latent's change with one standard deviation of the coordinate. */
function regress(
  latents: readonly Float32Array[],
  samples: readonly Float32Array[],
  component: Float64Array,
): number[] {
  const sums = new Float64Array(latents[0]?.length ?? 0);
  let square = 0;
  samples.forEach((sample, i) => {
    let coordinate = 0;
    for (let index = 0; index < sample.length; index++) {
      coordinate += (sample[index] as number) * (component[index] as number);
    }
    square += coordinate * coordinate;
    latents[i]?.forEach((value, index) => {
      sums[index] = (sums[index] as number) + coordinate * value;
    });
  });
  const deviation = Math.sqrt(square / samples.length);
  return Array.from(sums, (sum) => (square === 0 ? 0 : (deviation * sum) / square));
}

/** A direction and its opposite are one: the largest component is made positive. */
function towardsPositive(vector: readonly number[]): number[] {
  const largest = vector.reduce((most, it) => (Math.abs(it) > Math.abs(most) ? it : most), 0);
  return vector.map((value) => (largest < 0 ? -value : value));
}

/** Never -0, which JSON would write as 0. */
function rounded(value: number): number {
  return Math.round(value * DECIMALS) / DECIMALS || 0;
}
