/**
 * The generator before its kernels were quantized, from the weights that are published to go on
 * training from (`publish/training-weights.ts`). Their kernels are half-precision, whose error is
 * hundredths of int8's.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, compile, type Manifest, type Network, sha256Hex } from '@comfy-edge/model';
import { parseConfig } from '../config/train-config.ts';
import { generatorGraph } from '../networks/generator.ts';
import { decodeTrainingWeights, trainingWeightsFile } from '../publish/training-weights.ts';
import { EvaluationError } from './evaluation-error.ts';

const prefix = 'generator/';

/**
 * @param directory of a published model
 * @returns undefined where the model comes without such weights
 * @throws EvaluationError if they are not those that the manifest names; ConfigError, ModelError
 */
export async function floatGenerator(
  directory: string,
  { training, image, classes }: Manifest,
): Promise<Network | undefined> {
  const path = join(directory, trainingWeightsFile);
  if (training.weights === undefined || !existsSync(path)) return undefined;
  const bytes = new Uint8Array(readFileSync(path));
  const sha256 = await sha256Hex(bytes);
  if (sha256 !== training.weights.sha256) {
    throw new EvaluationError(
      `${path}: expected SHA-256 ${training.weights.sha256} as manifest.json says, got ${sha256}`,
    );
  }
  const tensors = [...decodeTrainingWeights(bytes).tensors];
  const own = tensors.filter(([name]) => name.startsWith(prefix));
  const weights = new Map(own.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
  const { generator } = parseConfig(training.config);
  return compile({ graph: generatorGraph(generator, image, classes.length), weights });
}

/** @throws EvaluationError if the network is not what the manifest's generator was made from */
export function checkFloat({ graph }: Network, { networks }: Manifest, from: string): void {
  if (canonicalJson(graph) === canonicalJson(networks.generator.graph)) return;
  throw new EvaluationError(
    `${from}: expected the generator that the model was published from, got another one`,
  );
}
