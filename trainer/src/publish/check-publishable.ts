/**
 * Whether a network that is yet to be trained could be published: what the edge would refuse (too
 * many multiply-adds, too many bytes) is refused before hours of training, not after.
 */
import {
  checkBudget,
  compile,
  encodeWeights,
  type Graph,
  ModelError,
  type Network,
  parseGraph,
  quantize,
  sizeOf,
  weightShapes,
} from '@comfy-edge/model';
import { ConfigError, type TrainConfig } from '../config/train-config.ts';
import { encoderGraph } from '../networks/encoder.ts';
import { generatorGraph } from '../networks/generator.ts';
import { type EdgeCost, edgeCost } from './edge-budget.ts';

/**
 * @returns what the generator will cost, with every kernel as int8: those kept as float16 add to it
 * @throws ConfigError with the limit and the figure
 */
export function checkPublishable(
  { image, generator, encoder }: TrainConfig,
  classCount: number,
): EdgeCost {
  const compiled = check('generator', generatorGraph(generator, image, classCount));
  check('encoder', encoderGraph(encoder, image, generator.latentSize, classCount));
  return edgeCost(compiled.graph, encodeWeights(quantize(compiled)).length);
}

/** Compiled as it would be published; what the weights are makes no difference. */
function check(role: 'generator' | 'encoder', graph: Graph): Network {
  try {
    const shapes = weightShapes(parseGraph(graph));
    const weights = new Map(
      [...shapes].map(([name, shape]) => [
        name,
        { shape, data: new Float32Array(sizeOf(shape)).fill(1) },
      ]),
    );
    const compiled = compile({ graph, weights });
    checkBudget(compiled.graph);
    return compiled;
  } catch (cause) {
    if (!(cause instanceof ModelError)) throw cause;
    throw new ConfigError(
      `${role}: the edge could not run it: ${cause.message}. Choose a smaller image or network.`,
      { cause },
    );
  }
}
