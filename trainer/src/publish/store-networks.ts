/**
 * The compiled networks in their stored form, each kernel as its measured error allows. Generators are
 * compared on the images of fixed seeds of every class, encoders on those very images.
 */
import {
  type Digest,
  encodeWeights,
  type KernelStorage,
  latentVector,
  type Network,
  outputShape,
  type PublishedNetwork,
  sha256Hex,
  sizeOf,
} from '@comfy-edge/model';
import { type ChosenStorage, chooseStorage, type StorageOptions } from './choose-storage.ts';
import { CompiledOutputs, type ExampleBatch } from './compiled-outputs.ts';

const imagesPerClass = 4;

/**
 * What int8 may do to the output in one layer. A generator's pixels are rounded to levels of 255
 * anyway; an encoder's posterior is to be drawn from with a standard deviation of about 1.
 */
const limits = {
  generator: { unit: 127.5, limit: 0.5 },
  encoder: { unit: 1, limit: 0.05 },
} as const;

export interface StoredNetwork extends Pick<ChosenStorage, 'total'> {
  readonly published: PublishedNetwork & { readonly weights: { readonly sha256: Digest } };
  readonly bytes: Uint8Array;
}

/** Needs a tfjs backend. @param kernels the same for all of them, instead of a measured choice */
export async function storeNetworks(
  networks: { readonly generator: Network; readonly encoder: Network },
  kernels?: KernelStorage,
): Promise<{ readonly generator: StoredNetwork; readonly encoder: StoredNetwork }> {
  const { generator, encoder } = networks;
  const latents = exampleLatents(generator);
  const images = new CompiledOutputs(generator, latents);
  const shape = [latents.labels.length, ...outputShape(generator.graph)];
  const drawn = { inputs: { shape, data: images.run() }, labels: latents.labels };
  images.dispose();
  const fixed = kernels === undefined ? {} : { kernels };
  return {
    generator: await store(generator, { batch: latents, ...limits.generator, ...fixed }),
    encoder: await store(encoder, { batch: drawn, ...limits.encoder, ...fixed }),
  };
}

async function store(network: Network, options: StorageOptions): Promise<StoredNetwork> {
  const { stored, decisions, total } = chooseStorage(network, options);
  const bytes = encodeWeights(stored);
  const weights = { sha256: await sha256Hex(bytes), sizeBytes: bytes.length };
  return { published: { graph: network.graph, weights, quantization: decisions }, bytes, total };
}

function exampleLatents({ graph }: Network): ExampleBatch {
  const [input] = graph.nodes;
  const size = input?.op === 'input' ? sizeOf(input.shape) : 0;
  const count = imagesPerClass * graph.classCount;
  const data = new Float32Array(count * size);
  const labels: number[] = [];
  for (let seed = 0; seed < count; seed++) {
    data.set(latentVector({ seed, size }), seed * size);
    labels.push(seed % graph.classCount);
  }
  return { inputs: { shape: [count, size], data }, labels };
}
