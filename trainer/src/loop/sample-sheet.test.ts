import { beforeAll, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import type { DataSet } from '../data/data-set.ts';
import { Networks } from './networks.ts';
import { sampleSheet } from './sample-sheet.ts';
import { Sampler } from './sampling.ts';
import { tinyConfig, tinyDataSet } from './tiny-run.fixture.ts';

beforeAll(async () => {
  await bootBackend('wasm');
});

it('shows real images of every class in turn, a class of few again, whatever their order', async () => {
  const config = tinyConfig();
  const { height, width } = config.image;
  // Image i is all of byte i; label 1 has no image, label 0 one, label 2 six.
  const labels = Uint8Array.of(0, 2, 2, 2, 2, 2, 2);
  const dataSet: DataSet = {
    ...(await tinyDataSet(config)),
    classes: ['a', 'b', 'c'],
    count: labels.length,
    labels,
    pixels: Uint8Array.from({ length: labels.length * height * width }, (_, at) =>
      Math.floor(at / (height * width)),
    ),
  };
  const sampler = new Sampler(new Networks(config, 3), 1);
  const { images, columns } = sampleSheet(sampler, dataSet);
  sampler.dispose();
  const firstReal = 3 * columns;
  const shown = Array.from({ length: columns }, (_, place) =>
    Math.round(((images[(firstReal + place) * height * width] ?? 0) + 1) * 127.5),
  );
  expect(shown).toEqual([0, 1, 0, 2, 0, 3, 0, 4, 0, 5]);
});
