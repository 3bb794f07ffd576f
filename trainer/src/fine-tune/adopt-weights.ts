/**
 * Transfer learning: networks that begin with the weights of others (Wang et al. 2018,
 * arXiv:1805.01677: generator and discriminator both). Everything but the classes must be of one shape.
 * Both copies of the generator, the trained and the averaged one, begin as the parent's averaged one.
 */
import { RandomStream, type Tensor, weightShapes } from '@comfy-edge/model';
import { ConfigError, type TrainConfig } from '../config/train-config.ts';
import { type Networks, streams } from '../loop/networks.ts';
import { discriminatorShapes } from '../networks/discriminator.ts';
import { encoderGraph } from '../networks/encoder.ts';
import { generatorGraph } from '../networks/generator.ts';
import { carryClasses } from './carry-classes.ts';
import { type ClassAxis, classAxes } from './class-axes.ts';
import type { InitialWeights } from './initial-weights.ts';

/**
 * Power iterations after which the singular vectors are those of the adopted kernels. In training one a
 * step is enough, as kernels move little; here they were exchanged.
 */
const powerIterations = 200;

export interface AdoptedClasses {
  readonly kept: readonly string[];
  readonly added: readonly string[];
}

/** @throws ConfigError for a weight that is missing or of another shape; nothing is changed then */
export function adoptWeights(
  networks: Networks,
  config: TrainConfig,
  classes: readonly string[],
  { classes: parent, tensors }: InitialWeights,
): AdoptedClasses {
  const axes = axesOf(config, classes.length);
  const random = new RandomStream({ seed: config.seed, stream: streams.newClasses });
  const adopted = new Map<string, Tensor>();
  for (const [name, variable] of networks.variables()) {
    const source = name.replace(/^averaged\//, 'generator/');
    const known = adopted.get(source);
    if (known !== undefined) {
      adopted.set(name, known);
      continue;
    }
    const axis = axes.get(source);
    const tensor = shaped(source, tensors.get(source), inParent(variable.shape, axis, parent));
    const carried =
      axis === undefined ? tensor : carryClasses(tensor, axis, { parent, own: classes }, random);
    adopted.set(name, carried);
  }
  networks.restore(adopted);
  const { spectralNorm } = networks.discriminator;
  for (let step = 0; step < powerIterations; step++) spectralNorm?.advance();
  return {
    kept: classes.filter((name) => parent.includes(name)),
    added: classes.filter((name) => !parent.includes(name)),
  };
}

function shaped(name: string, tensor: Tensor | undefined, expected: readonly number[]): Tensor {
  const got = tensor === undefined ? 'none' : `[${tensor.shape.join(', ')}]`;
  if (tensor === undefined || got !== `[${expected.join(', ')}]`) {
    throw new ConfigError(
      `--init-from: ${name}: expected shape [${expected.join(', ')}], got ${got}. Train with the image size and the networks that the weights were trained with.`,
    );
  }
  return tensor;
}

/** The shape that a variable has with the parent's classes. */
function inParent(
  shape: readonly number[],
  axis: ClassAxis | undefined,
  parent: readonly string[],
): readonly number[] {
  return shape.map((length, index) =>
    index === axis?.axis ? axis.offset + parent.length : length,
  );
}

/** Of all networks, by the names of their variables. */
function axesOf(config: TrainConfig, classCount: number): ReadonlyMap<string, ClassAxis> {
  const { generator, encoder, discriminator, image } = config;
  const shapesOf = {
    generator: (count: number) => weightShapes(generatorGraph(generator, image, count)),
    encoder: (count: number) =>
      weightShapes(encoderGraph(encoder, image, generator.latentSize, count)),
    discriminator: (count: number) => discriminatorShapes(discriminator, image, count),
  };
  return new Map(
    Object.entries(shapesOf).flatMap(([network, shapes]) =>
      [...classAxes(shapes, classCount)].map(
        ([name, axis]) => [`${network}/${name}`, axis] as const,
      ),
    ),
  );
}
