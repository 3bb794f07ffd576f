/**
 * Whether a network that is yet to be trained could be published: what the edge would refuse (too
 * many multiply-adds, too many bytes) is refused before hours of training, not after.
 */
import {
  checkBudget,
  compile,
  type Graph,
  ModelError,
  parseGraph,
  sizeOf,
  weightShapes,
} from '@comfy-edge/model';
import { ConfigError, type TrainConfig } from '../config/train-config.ts';
import { encoderGraph } from '../networks/encoder.ts';
import { generatorGraph } from '../networks/generator.ts';

/** @throws ConfigError with the limit and the figure */
export function checkPublishable(
  { image, generator, encoder }: TrainConfig,
  classCount: number,
): void {
  check('generator', generatorGraph(generator, image, classCount));
  check('encoder', encoderGraph(encoder, image, generator.latentSize, classCount));
}

/** Compiled as it would be published; what the weights are makes no difference. */
function check(role: 'generator' | 'encoder', graph: Graph): void {
  try {
    const shapes = weightShapes(parseGraph(graph));
    const weights = new Map(
      [...shapes].map(([name, shape]) => [
        name,
        { shape, data: new Float32Array(sizeOf(shape)).fill(1) },
      ]),
    );
    checkBudget(compile({ graph, weights }).graph);
  } catch (cause) {
    if (!(cause instanceof ModelError)) throw cause;
    throw new ConfigError(
      `${role}: the edge could not run it: ${cause.message}. Choose a smaller image or network.`,
      { cause },
    );
  }
}
