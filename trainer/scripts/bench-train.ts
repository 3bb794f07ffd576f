/**
 * Images per second of training on the WASM backend, and where a step's time goes.
 *
 *   node scripts/bench-train.ts [steps] [batch]
 *
 * `reference` is a plain conditional GAN (dense → two 5×5 transposed convolutions; a two-layer
 * discriminator) that updates the discriminator, then the generator; `fashion-28` is the preset's own
 * step with all its phases. Times are CPU time of the thread.
 */
import * as tf from '@tensorflow/tfjs-core';
import { fashion28 } from '../presets/fashion-28.ts';
import { Adam, emaUpdate } from '../src/backend/adam.ts';
import { bootBackend } from '../src/backend/boot.ts';
import { batchNormLeaky, leakyRelu } from '../src/backend/fused-ops.ts';
import type { TrainConfig } from '../src/config/train-config.ts';
import { Networks } from '../src/loop/networks.ts';
import { isDue, phasesOf } from '../src/loop/phases.ts';
import { runPhase } from '../src/loop/run-phase.ts';
import type { Step } from '../src/loop/step.ts';

/** CPU time of this thread: what the step costs, however busy the machine is. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

const steps = Number(process.argv[2] ?? 8);
const batch = Number(process.argv[3] ?? 64);
const classes = 10;
const latentSize = 64;

type Weights = Map<string, tf.Variable>;

interface Gan {
  readonly generator: Weights;
  readonly discriminator: Weights;
  generate(latent: tf.Tensor2D, oneHot: tf.Tensor2D): tf.Tensor4D;
  judge(images: tf.Tensor4D, oneHot: tf.Tensor2D): tf.Tensor;
}

await bootBackend('wasm');
measureProducts();
const labels = Int32Array.from({ length: batch }, (_, index) => index % classes);
const oneHot = tf.oneHot(tf.tensor1d(labels, 'int32'), classes, 1, 0, 'float32') as tf.Tensor2D;
measureSteps('reference', ganStep(referenceGan()));
measureSteps('fashion-28', presetStep(fashion28));

function weights(shapes: Record<string, number[]>): Weights {
  return new Map(
    Object.entries(shapes).map(([name, shape]) => {
      const fanIn = shape.slice(0, -1).reduce((a, b) => a * b, 1);
      const initial = name.startsWith('gamma')
        ? tf.ones(shape)
        : tf.randomUniform(shape, -1 / Math.sqrt(fanIn), 1 / Math.sqrt(fanIn), 'float32', 1);
      return [name, tf.variable(initial, true)];
    }),
  );
}

function at<Rank extends tf.Rank>(from: Weights, name: string): tf.Tensor<Rank> {
  const weight = from.get(name);
  if (weight === undefined) throw new Error(`no weight ${name}`);
  return weight as unknown as tf.Tensor<Rank>;
}

function up(x: tf.Tensor, kernel: tf.Tensor<tf.Rank.R4>): tf.Tensor {
  const [size = 0, height = 0, width = 0] = x.shape;
  const shape: [number, number, number, number] = [size, height * 2, width * 2, kernel.shape[2]];
  return tf.conv2dTranspose(x as tf.Tensor4D, kernel, shape, 2, 'same');
}

function referenceGan(): Gan {
  const g = weights({
    dense: [latentSize + classes, 7 * 7 * 64],
    gamma0: [64],
    beta0: [64],
    up1: [5, 5, 64, 64],
    gamma1: [64],
    beta1: [64],
    up2: [5, 5, 32, 64],
    gamma2: [32],
    beta2: [32],
    image: [5, 5, 32, 1],
  });
  const d = weights({
    down1: [5, 5, 1 + classes, 32],
    down2: [5, 5, 32, 64],
    logit: [7 * 7 * 64, 1],
  });
  const norm = (x: tf.Tensor, index: number) =>
    batchNormLeaky({
      x,
      gamma: at(g, `gamma${index}`),
      beta: at(g, `beta${index}`),
      epsilon: 1e-3,
      slope: 0.2,
    }).y;
  return {
    generator: g,
    discriminator: d,
    generate(latent, oneHot) {
      const dense = tf.matMul(tf.concat([latent, oneHot], 1), at<tf.Rank.R2>(g, 'dense'));
      let x = norm(tf.reshape(dense, [batch, 7, 7, 64]), 0);
      x = norm(up(x, at(g, 'up1')), 1);
      x = norm(up(x, at(g, 'up2')), 2);
      return tf.tanh(tf.conv2d(x as tf.Tensor4D, at<tf.Rank.R4>(g, 'image'), 1, 'same'));
    },
    judge(images, oneHot) {
      const planes = tf.mul(
        tf.reshape(oneHot, [batch, 1, 1, classes]),
        tf.ones([batch, 28, 28, classes]),
      );
      let x = tf.concat([images, planes as tf.Tensor4D], 3);
      x = leakyRelu(tf.conv2d(x, at<tf.Rank.R4>(d, 'down1'), 2, 'same'), 0.2);
      x = leakyRelu(tf.conv2d(x, at<tf.Rank.R4>(d, 'down2'), 2, 'same'), 0.2);
      return tf.matMul(tf.reshape(x, [batch, -1]) as tf.Tensor2D, at<tf.Rank.R2>(d, 'logit'));
    },
  };
}

/** A step of the preset as the training loop takes it, without the data. */
function presetStep(config: TrainConfig): () => void {
  const networks = new Networks(config, classes);
  const phases = phasesOf(config);
  const rate = config.optimizer.generatorRate;
  const optimizers = Object.fromEntries(
    phases.map(({ updates }) => [updates, new Adam({ learningRate: rate, beta1: 0, beta2: 0.99 })]),
  );
  const { height, width, channels } = config.image;
  const latentShape: [number, number] = [batch, config.generator.latentSize];
  const real = tf.randomUniform([batch, height, width, channels], -1, 1, 'float32', 3);
  const [latent, posteriorNoise] = [4, 5].map((seed) =>
    tf.randomNormal(latentShape, 0, 1, 'float32', seed),
  ) as [tf.Tensor2D, tf.Tensor2D];
  let index = 0;
  return () => {
    const step: Step = {
      networks,
      number: index,
      share: 1,
      variation: config.variation,
      guards: config.guards,
      real: real as tf.Tensor4D,
      oneHot,
      latent,
      posteriorNoise,
      fakes: {},
    };
    networks.discriminator.spectralNorm?.advance();
    for (const phase of phases) {
      const optimizer = optimizers[phase.updates];
      if (isDue(phase, step) && optimizer !== undefined) runPhase(phase, step, optimizer);
    }
    for (const [name, shadow] of networks.averaged) {
      emaUpdate(shadow, at(networks.generator as Weights, name), config.emaDecay);
    }
    tf.dispose(Object.values(step.fakes));
    index += 1;
  };
}

/** Discriminator, generator and average, each in turn. */
function ganStep(gan: Gan): () => void {
  const real = tf.randomUniform([batch, 28, 28, 1], -1, 1, 'float32', 3) as tf.Tensor4D;
  const latent = tf.randomNormal([batch, latentSize], 0, 1, 'float32', 4) as tf.Tensor2D;
  const optimizers = [1, 2].map(() => new Adam({ learningRate: 1e-4, beta1: 0, beta2: 0.99 }));
  const average = new Map([...gan.generator].map(([id, it]) => [id, tf.variable(it, false)]));
  return () => {
    const fake = tf.tidy(() => gan.generate(latent, oneHot));
    const dLoss = () =>
      tf.add(
        tf.mean(tf.relu(tf.sub(1, gan.judge(real, oneHot)))),
        tf.mean(tf.relu(tf.add(1, gan.judge(fake, oneHot)))),
      ) as tf.Scalar;
    const gLoss = () =>
      tf.neg(tf.mean(gan.judge(gan.generate(latent, oneHot), oneHot))) as tf.Scalar;
    for (const [index, [loss, variables]] of (
      [
        [dLoss, gan.discriminator],
        [gLoss, gan.generator],
      ] as const
    ).entries()) {
      const list = [...variables.values()];
      const { value, grads } = tf.variableGrads(loss, list);
      optimizers[index]?.step(list, grads);
      tf.dispose([value, grads] as tf.TensorContainer);
    }
    for (const [id, shadow] of average) emaUpdate(shadow, at(gan.generator, id), 0.999);
    fake.dispose();
  };
}

function measureSteps(name: string, step: () => void): void {
  for (let index = 0; index < 6; index++) step(); // Every phase has run, everything is compiled.
  const tensors = tf.memory().numTensors;
  const times = Array.from({ length: steps }, () => {
    const start = cpuMs();
    step();
    return cpuMs() - start;
  });
  if (tf.memory().numTensors !== tensors) throw new Error('a training step leaks tensors');
  const mean = times.reduce((sum, ms) => sum + ms, 0) / times.length;
  console.log(
    `${name}: ${mean.toFixed(0)} ms a step, ${((batch / mean) * 1000).toFixed(0)} images/s`,
  );
  profile(step);
}

/** Milliseconds of one step by kernel, the rest being JavaScript. */
function profile(step: () => void): void {
  const spent = new Map<string, { ms: number; calls: number }>();
  const restore = tf.getKernelsForBackend('wasm').map((config) => {
    const { kernelFunc, kernelName } = config;
    config.kernelFunc = (args) => {
      const start = cpuMs();
      const out = kernelFunc(args);
      const entry = spent.get(kernelName) ?? { ms: 0, calls: 0 };
      entry.ms += cpuMs() - start;
      entry.calls += 1;
      spent.set(kernelName, entry);
      return out;
    };
    return () => {
      config.kernelFunc = kernelFunc;
    };
  });
  const start = cpuMs();
  step();
  const total = cpuMs() - start;
  for (const undo of restore) undo();
  const inKernels = [...spent.values()].reduce((sum, { ms }) => sum + ms, 0);
  const rows = [...spent].sort(([, a], [, b]) => b.ms - a.ms).slice(0, 16);
  for (const [kernel, { ms, calls }] of rows) {
    console.log(
      `  ${kernel.padEnd(28)} ${ms.toFixed(1).padStart(7)} ms ${String(calls).padStart(4)} calls`,
    );
  }
  console.log(`  ${'outside kernels'.padEnd(28)} ${(total - inKernels).toFixed(1).padStart(7)} ms`);
}

/** GFLOP/s of the convolutions of fashion-28, by direction. */
function measureProducts(): void {
  const convolutions = [
    ['refine 3×3', 7, 96, 96, 3, 1],
    ['up1 4×4 s2', 14, 48, 96, 4, 2],
    ['residual 3×3', 14, 48, 48, 3, 1],
    ['up2 4×4 s2', 28, 32, 48, 4, 2],
    ['image 3×3', 28, 32, 1, 3, 1],
    ['down1 4×4 s2', 28, 1, 48, 4, 2],
    ['down2 4×4 s2', 14, 48, 96, 4, 2],
    ['down3 4×4 s2', 7, 96, 160, 4, 2],
  ] as const;
  console.log('GFLOP/s            forward  dX (= transposed)  dW');
  for (const [name, size, input, output, kernel, stride] of convolutions) {
    const x = tf.ones([batch, size, size, input]) as tf.Tensor4D;
    const filter = tf.ones([kernel, kernel, input, output]) as tf.Tensor4D;
    const y = tf.conv2d(x, filter, stride, 'same');
    const flops = (2 * y.size * kernel * kernel * input) / 1e6;
    const attrs = { strides: stride, pad: 'same', dataFormat: 'NHWC' };
    const rates = [
      () => tf.conv2d(x, filter, stride, 'same'),
      () => run('Conv2DBackpropInput', { dy: y, filter }, { ...attrs, inputShape: x.shape }),
      () => run('Conv2DBackpropFilter', { x, dy: y }, { ...attrs, filterShape: filter.shape }),
    ].map((work) => (flops / average(work)).toFixed(1).padStart(8));
    console.log(`${name.padEnd(16)} ${rates.join('   ')}   (${flops.toFixed(0)} MFLOP)`);
    tf.dispose([x, filter, y]);
  }
}

function run(kernel: string, inputs: tf.NamedTensorMap, attrs: object): tf.Tensor {
  return tf.engine().runKernel(kernel, inputs, attrs as tf.NamedAttrMap);
}

/** Milliseconds of a run, averaged over enough of them for the CPU clock's ticks. */
function average(work: () => tf.Tensor): number {
  work().dispose();
  const start = cpuMs();
  let runs = 0;
  do {
    work().dispose();
    runs += 1;
  } while (cpuMs() - start < 200);
  return (cpuMs() - start) / runs;
}
