/** A run small enough for tests: the real images of the fixture, the smallest networks. */
import { fileURLToPath } from 'node:url';
import { resolveConfig } from '../config/resolve-config.ts';
import type { TrainConfig } from '../config/train-config.ts';
import { type DataSet, loadDataSet } from '../data/data-set.ts';

export const fixtureImages = fileURLToPath(
  new URL('../../fixtures/fashion-mnist-tiny', import.meta.url),
);

export function tinyConfig(overrides: readonly string[] = []): TrainConfig {
  return resolveConfig('smoke', [
    'epochs=2',
    'epochImages=48',
    'generator.widths=[8,8,8]',
    'generator.latentSize=6',
    'encoder.widths=[4,8]',
    'discriminator.widths=[8,8]',
    'batches=[{"from":0,"size":8},{"from":0.5,"size":16}]',
    'quality.everyEpochs=0',
    ...overrides,
  ]);
}

export function tinyDataSet(config: TrainConfig): Promise<DataSet> {
  return loadDataSet(fixtureImages, config.image);
}
