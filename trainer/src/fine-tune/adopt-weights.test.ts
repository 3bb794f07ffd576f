/** A run that begins with another's weights draws that one's images of the classes they share. */
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { RandomStream } from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import type { TrainConfig } from '../config/train-config.ts';
import type { DataSet } from '../data/data-set.ts';
import { readCheckpoint } from '../loop/checkpoint.ts';
import { Networks } from '../loop/networks.ts';
import { RunDirectory } from '../loop/run-directory.ts';
import { RunState } from '../loop/run-state.ts';
import { oneHotOf } from '../loop/sampling.ts';
import { tinyConfig, tinyDataSet } from '../loop/tiny-run.fixture.ts';
import { train } from '../loop/train.ts';
import { buildPublished } from '../publish/build-published.ts';
import { writeTinyModel } from '../publish/tiny-model.fixture.ts';
import { adoptWeights } from './adopt-weights.ts';
import { readInitialWeights } from './initial-weights.ts';

let root: string;
let run: string;
let published: string;
let config: TrainConfig;
let dataSet: DataSet;

beforeAll(async () => {
  await bootBackend('wasm');
  root = mkdtempSync(join(tmpdir(), 'comfy-edge-fine-tune-'));
  run = join(root, 'run');
  published = join(root, 'published');
  config = tinyConfig(['epochs=1']);
  dataSet = await tinyDataSet(config);
  const directory = new RunDirectory(run, false);
  const state = new RunState(config, dataSet);
  const observer = { onStep: () => {}, onEpoch: () => {} };
  await train({ run: state, directory, observer, signal: new AbortController().signal });
  const { name, classes, count, sha256 } = dataSet;
  directory.writeOptions({ config, data: { name, classes, count, sha256 }, backend: 'wasm' });
  tf.disposeVariables();
  await buildPublished({
    ...{ run, checkpoint: directory.checkpointPath, out: published, title: 'Tiny' },
  });
});

afterAll(() => rmSync(root, { recursive: true }));

/** Images of the first classes of the parent, by name, and the discriminator's verdict on them. */
function draw(networks: Networks, classes: readonly string[]) {
  const labels = dataSet.classes.slice(0, 6).map((name) => classes.indexOf(name));
  const { latentSize } = config.generator;
  const random = new RandomStream({ seed: 9, stream: 0 });
  const { images, logits } = tf.tidy(() => {
    const latent = tf.tensor2d(random.normals(labels.length * latentSize), [6, latentSize]);
    const oneHot = oneHotOf(labels, classes.length);
    const images = networks.generate(latent, oneHot, networks.averaged);
    return { images, logits: networks.discriminator.judge(images, oneHot).logits };
  });
  const drawn = { images: images.dataSync().slice(), logits: logits.dataSync().slice() };
  tf.dispose([images, logits]);
  return drawn;
}

function parentDraws() {
  tf.disposeVariables();
  const networks = new Networks(config, dataSet.classes.length);
  networks.restore(readCheckpoint(join(run, 'checkpoint.safetensors')).tensors);
  for (let step = 0; step < 200; step++) networks.discriminator.spectralNorm?.advance();
  return draw(networks, dataSet.classes);
}

async function childDraws(path: string, classes: readonly string[]) {
  const initial = await readInitialWeights(path);
  tf.disposeVariables();
  const networks = new Networks(config, classes.length);
  const adopted = adoptWeights(networks, config, classes, initial);
  return { adopted, ...draw(networks, classes) };
}

function largestDifference(left: ArrayLike<number>, right: ArrayLike<number>): number {
  expect(left.length).toBe(right.length);
  return Math.max(...Array.from(left, (value, index) => Math.abs(value - (right[index] ?? NaN))));
}

describe('adoptWeights', () => {
  it('draws the same images of the old classes after two more were added', async () => {
    const parent = parentDraws();
    // In another order: as folders sort them.
    const classes = ['anorak', ...dataSet.classes.toReversed(), 'zipper'];
    const child = await childDraws(run, classes);
    expect(child.adopted.added).toEqual(['anorak', 'zipper']);
    expect(child.images).toEqual(parent.images);
    expect(largestDifference(child.logits, parent.logits)).toBeLessThan(1e-3);
  });

  it('does so from the published model, up to its float16 kernels', async () => {
    const parent = parentDraws();
    const child = await childDraws(published, [...dataSet.classes, 'hat', 'scarf']);
    const off = largestDifference(child.images, parent.images);
    expect(off).toBeGreaterThan(0);
    expect(127.5 * off).toBeLessThan(1); // Levels of 255.
    expect(largestDifference(child.logits, parent.logits)).toBeLessThan(1e-2);
  });

  it('gives a new class images of its own', async () => {
    const initial = await readInitialWeights(run);
    tf.disposeVariables();
    const classes = [...dataSet.classes, 'hat', 'scarf'];
    const networks = new Networks(config, classes.length);
    adoptWeights(networks, config, classes, initial);
    const latent = tf.randomNormal<tf.Rank.R2>([2, config.generator.latentSize]);
    const imagesOf = (name: string) => {
      const label = classes.indexOf(name);
      return networks.generate(latent, oneHotOf([label, label], classes.length)).dataSync();
    };
    expect(largestDifference(imagesOf('hat'), imagesOf('scarf'))).toBeGreaterThan(1e-3);
  });

  it('refuses other networks with both shapes', async () => {
    const initial = await readInitialWeights(run);
    tf.disposeVariables();
    const wider = tinyConfig(['generator.widths=[8,10,8]']);
    const networks = new Networks(wider, dataSet.classes.length);
    expect(() => adoptWeights(networks, wider, dataSet.classes, initial)).toThrow(
      /generator\/up1\/kernel: expected shape \[\d+, \d+, 10, 8\], got \[\d+, \d+, 8, 8\]\. Train with/,
    );
  });
});

describe('readInitialWeights', () => {
  it('names the parent: a version by its manifest, a run by its checkpoint', async () => {
    expect((await readInitialWeights(published)).parent.kind).toBe('version');
    expect((await readInitialWeights(run)).parent.kind).toBe('checkpoint');
  });

  it('refuses weights that the manifest does not name', async () => {
    appendFileSync(join(published, 'trainer.safetensors'), ' ');
    await expect(readInitialWeights(published)).rejects.toThrow(
      /trainer\.safetensors: expected \d+ bytes with SHA-256 [0-9a-f]{64} as manifest\.json says/,
    );
    rmSync(join(published, 'trainer.safetensors'));
    await expect(readInitialWeights(published)).rejects.toThrow(
      /trainer\.safetensors: expected the weights to begin with, got: ENOENT/,
    );
  });

  it('refuses a model without its unfolded networks, and what is neither model nor run', async () => {
    const tiny = join(root, 'tiny');
    await writeTinyModel(tiny, 1);
    await expect(readInitialWeights(tiny)).rejects.toThrow(
      /expected a model published with the networks it was trained with.*publish that again/,
    );
    await expect(readInitialWeights(root)).rejects.toThrow(/got neither/);
    writeFileSync(join(root, 'options.json'), '{}');
    await expect(readInitialWeights(root)).rejects.toThrow(/options\.json/);
  });
});
