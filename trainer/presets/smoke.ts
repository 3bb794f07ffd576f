/** A minute or two, not hours: every part of `fashion-28` in small, for tests and for a first try. */
import type { TrainConfig } from '../src/config/train-config.ts';
import { fashion28 } from './fashion-28.ts';

export const smoke: TrainConfig = {
  ...fashion28,
  preset: 'smoke',
  epochs: 4,
  epochImages: 4000,
  generator: {
    kind: 'residual',
    widths: [24, 16, 8],
    fine: true,
    conditionalNorm: true,
    latentSize: 16,
    embeddingSize: 10,
  },
  encoder: { widths: [8, 16], kernel: 4 },
  discriminator: { ...fashion28.discriminator, widths: [12, 24], refine: [false, true] },
  vae: { ...fashion28.vae, schedule: [{ from: 0, every: 2 }] },
  optimizer: { ...fashion28.optimizer, warmupSteps: 10 },
  emaDecay: 0.99,
  batches: [{ from: 0, size: 16 }],
  quality: { everyEpochs: 1, images: 200, classifierSteps: 100, stopAtCfid: 0, patience: 0 },
};
