/** R1 and its gradient on WASM, against plain JavaScript and against finite differences. */
import { RandomStream } from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { largestDifference, sampleTensor } from '../backend/compare-backends.fixture.ts';
import { oneHotOf } from '../loop/sampling.ts';
import { tinyConfig } from '../loop/tiny-run.fixture.ts';
import { Discriminator } from './discriminator.ts';
import { gradientPenalty } from './gradient-penalty.ts';

const size = { height: 8, width: 8, channels: 1 };
const classes = 3;

beforeAll(async () => {
  await bootBackend('wasm');
});

afterEach(() => tf.disposeVariables());

/** The penalty of a discriminator with everything in it that one can have. */
function penalized(classBy: 'channels' | 'projection', spectralNorm: boolean) {
  const { discriminator: config } = tinyConfig([
    'discriminator.widths=[4,6]',
    'discriminator.refine=[false,true]',
    `discriminator.classBy=${classBy}`,
    `discriminator.spectralNorm=${spectralNorm}`,
  ]);
  const random = new RandomStream({ seed: 3, stream: 0 });
  const discriminator = new Discriminator(config, size, classes, random);
  const variables = [...discriminator.parameters.values()];
  const penalty = () => {
    const oneHot = oneHotOf([0, 1, 2, 1], classes);
    const judge = (images: tf.Tensor4D) => discriminator.judge(images, oneHot).logits;
    return gradientPenalty(judge, sampleTensor([4, 8, 8, 1], 5) as tf.Tensor4D);
  };
  return { variables, penalty };
}

it('of a linear function is half the squared length of its slope', () => {
  const penalty = tf.tidy(() => {
    const slope = tf.tensor([3, 4]).reshape([1, 1, 2, 1]);
    const linear = (images: tf.Tensor4D) => tf.sum(tf.mul(images, slope), [1, 2, 3]);
    return gradientPenalty(linear, tf.zeros([5, 1, 2, 1])).dataSync()[0];
  });
  expect(penalty).toBeCloseTo(12.5, 5);
});

it.each([
  'channels',
  'projection',
] as const)('has the gradient that plain JavaScript finds, the class entering by %s', async (classBy) => {
  const difference = await largestDifference(() => {
    const { variables, penalty } = penalized(classBy, false); // Its singular vectors outlive a step.
    const { value, grads } = tf.variableGrads(penalty, variables);
    const gradients = variables.flatMap((variable) => grads[variable.name] ?? []);
    tf.disposeVariables();
    return [value, ...gradients];
  });
  expect(difference).toBeLessThan(1e-4);
});

it('has the gradient that small changes of a weight show', () => {
  const { variables, penalty } = penalized('projection', true);
  const { grads } = tf.tidy(() => tf.variableGrads(penalty, variables));
  for (const variable of variables.filter(({ name }) => name.endsWith('/kernel'))) {
    const values = Float32Array.from(variable.dataSync());
    const at = Math.floor(values.length / 2);
    const valueWith = (change: number) => {
      const changed = values.slice();
      changed[at] = (changed[at] ?? 0) + change;
      return tf.tidy(() => {
        variable.assign(tf.tensor(changed, variable.shape));
        return penalty().dataSync()[0] ?? Number.NaN;
      });
    };
    const step = 1e-3; // Small, or the change crosses a kink of LeakyReLU.
    const expected = (valueWith(step) - valueWith(-step)) / (2 * step);
    valueWith(0);
    const actual = grads[variable.name]?.dataSync()[at] ?? Number.NaN;
    expect(Math.abs(actual - expected), variable.name).toBeLessThan(
      1e-3 + 0.05 * Math.abs(expected),
    );
  }
});
