/**
 * Ours, for the edge: 20 M multiply-adds an image. Hinge loss and spectral normalization, many small
 * steps at a high rate, larger ones as the rate falls, and an encoder that learns beside the
 * generator without pulling on it, mostly at the end, when the generator moves no more.
 */
import type { TrainConfig } from '../src/config/train-config.ts';

export const fashion28: TrainConfig = {
  preset: 'fashion-28',
  seed: 1,
  epochs: 18,
  epochImages: 0,
  image: {
    height: 28,
    width: 28,
    channels: 1,
    crop: 'centre',
    filter: 'lanczos',
    background: 'white',
  },
  generator: {
    kind: 'residual',
    widths: [96, 48, 24],
    fine: true,
    conditionalNorm: true,
    latentSize: 64,
    embeddingSize: 10,
  },
  encoder: { widths: [32, 64, 128], kernel: 4 },
  discriminator: {
    widths: [48, 96, 160],
    kernel: 4,
    refine: [false, true, true],
    slope: 0.2,
    dropout: 0,
    classBy: 'projection',
    spectralNorm: true,
    batchStandardDeviation: true,
  },
  adversarial: 'hinge',
  r1: { gamma: 0, every: 16 },
  regularization: { l1: 0, l2: 0 },
  vae: {
    schedule: [{ from: 0, every: 16 }],
    kl: 1,
    klWarmup: 0.05,
    features: 20,
    pixels: 8,
    gamma: 0,
    judged: false,
    jointFrom: 0,
    aloneFrom: 0.85,
  },
  optimizer: {
    generatorRate: 1e-3,
    discriminatorRate: 2e-3,
    encoderRate: 1e-3,
    beta1: 0,
    beta2: 0.99,
    warmupSteps: 200,
    holdUntil: 0.45,
    finalRate: 0.02,
  },
  emaDecay: 0.999,
  batches: [
    { from: 0, size: 32 },
    { from: 0.3, size: 64 },
  ],
  classBalanced: false,
  augmentation: { flip: false, shiftPixels: 0, brightness: 0 },
  variation: { kinds: [], probability: 0, target: 0, rampImages: 500_000 },
  guards: { gradientNorm: 1e6, idleSteps: 1000, diversity: 0.02 },
  quality: { everyEpochs: 1, images: 2000, classifierSteps: 1875, stopAtCfid: 0, patience: 0 },
  checkpointMinutes: 5,
};
