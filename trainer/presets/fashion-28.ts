/**
 * Ours, for the edge: 10 M multiply-adds an image. Hinge loss and spectral normalization, many small
 * steps at a high rate, and an encoder that learns beside the generator without pulling on it.
 */
import type { TrainConfig } from '../src/config/train-config.ts';

export const fashion28: TrainConfig = {
  preset: 'fashion-28',
  seed: 1,
  epochs: 10,
  epochImages: 0,
  image: {
    height: 28,
    width: 28,
    channels: 1,
    crop: 'centre',
    filter: 'lanczos',
    background: 'white',
  },
  generator: { kind: 'residual', widths: [64, 40, 24], latentSize: 64, embeddingSize: 10 },
  encoder: { widths: [24, 48, 64], kernel: 4 },
  discriminator: {
    widths: [32, 64, 128],
    kernel: 4,
    slope: 0.2,
    dropout: 0,
    spectralNorm: true,
    batchStandardDeviation: true,
  },
  adversarial: 'hinge',
  vae: { every: 6, kl: 1, features: 1, pixels: 4, gamma: 0, judged: false },
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
    { from: 0.45, size: 64 },
  ],
  augmentation: { flip: false, shiftPixels: 0, brightness: 0 },
  quality: { everyEpochs: 1, images: 2000, classifierSteps: 900, stopAtCfid: 0, patience: 0 },
  checkpointMinutes: 5,
};
