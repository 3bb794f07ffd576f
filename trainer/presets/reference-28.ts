/**
 * The source article's networks at 28×28×1, trained as it describes: non-saturating loss, Adam 1e-4,
 * batches of 256, 50 epochs, reconstructions judged beside samples, γ on the generator. Corrected: the
 * discriminator takes what the generator makes, and KL is that of two Gaussians.
 */
import type { TrainConfig } from '../src/config/train-config.ts';

export const reference28: TrainConfig = {
  preset: 'reference-28',
  seed: 1,
  epochs: 50,
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
    kind: 'article',
    strides: [1, 2, 2],
    filters: 128,
    conditionalNorm: false,
    latentSize: 100,
    embeddingSize: 10,
  },
  encoder: { widths: [64, 128], kernel: 5 },
  discriminator: {
    widths: [64, 128],
    kernel: 5,
    refine: [],
    slope: 0.3,
    dropout: 0.3,
    classBy: 'channels',
    spectralNorm: false,
    batchStandardDeviation: false,
  },
  adversarial: 'nonSaturating',
  r1: { gamma: 0, every: 16 },
  regularization: { l1: 0, l2: 0 },
  vae: {
    schedule: [{ from: 0, every: 1 }],
    kl: 1,
    klWarmup: 0,
    features: 1,
    pixels: 0,
    gamma: 1e-3,
    judged: true,
  },
  optimizer: {
    generatorRate: 1e-4,
    discriminatorRate: 1e-4,
    encoderRate: 1e-4,
    beta1: 0.9,
    beta2: 0.999,
    warmupSteps: 0,
    holdUntil: 1,
    finalRate: 1,
  },
  emaDecay: 0.999,
  batches: [{ from: 0, size: 256 }],
  classBalanced: false,
  augmentation: { flip: false, shiftPixels: 0, brightness: 0 },
  variation: { kinds: [], probability: 0, target: 0, rampImages: 500_000 },
  quality: { everyEpochs: 1, images: 2000, classifierSteps: 900, stopAtCfid: 0, patience: 0 },
  checkpointMinutes: 10,
};
