/** The whole protocol in small, with a generator of random weights. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { type DataSet, loadDataSet } from '../data/data-set.ts';
import { fixtureImages } from '../loop/tiny-run.fixture.ts';
import { type EvaluateOptions, type Evaluation, evaluate } from './evaluate.ts';
import type { Protocol } from './protocol.ts';
import { htmlReport } from './report/html-report.ts';
import { readSubject, type Subject } from './subject.ts';
import { writeTinyPublished } from './tiny-published.fixture.ts';

const protocol: Protocol = {
  name: 'quick',
  images: 120,
  testImages: 80,
  leastSteps: 10,
  scoreSeeds: [1],
  overlapImages: 50,
  kernelSubsets: 2,
  kernelSubsetSize: 30,
  memorizationImages: 20,
};
const size = { height: 28, width: 28, channels: 1 };

let root: string;
let run: string;
let model: string;
let subject: Subject;
let train: DataSet;
let test: DataSet;
let evaluation: Evaluation;
let shares: number[];
let leakedTensors: number;

function options(more: Partial<EvaluateOptions> = {}): EvaluateOptions {
  const cache = join(root, 'cache');
  const signal = new AbortController().signal;
  const onProgress = () => {};
  return { subject, train, test, protocol, cache, workers: 1, signal, onProgress, ...more };
}

beforeAll(async () => {
  await bootBackend('wasm');
  root = mkdtempSync(join(tmpdir(), 'comfy-edge-evaluate-test-'));
  ({ run, model } = await writeTinyPublished(root));
  train = await loadDataSet(fixtureImages, size);
  test = await loadDataSet(fixtureImages, { ...size, split: 'test' });
  subject = await readSubject(model);
  shares = [];
  const before = tf.memory().numTensors;
  evaluation = await evaluate(options({ onProgress: (_, share) => shares.push(share) }));
  leakedTensors = tf.memory().numTensors - before;
}, 60_000);

afterAll(() => rmSync(root, { recursive: true }));

describe('evaluate', () => {
  it('measures everything beside its bound', () => {
    const { metrics } = evaluation;
    expect(metrics).toMatchObject({
      protocol: { name: 'quick', images: 120, testImages: 80 },
      macs: expect.any(Number),
      bytes: subject.manifest.networks.generator.weights.sizeBytes,
      reconstruction: { images: 80, variationStrength: 0.3 },
      memorization: { images: 20 },
    });
    expect(metrics.perClass.map(({ name }) => name)).toEqual(train.classes);
    for (const key of ['cas', 'casReal'] as const) {
      // As many test images of each class, so the whole is the mean.
      const mean = metrics.perClass.reduce((sum, of) => sum + of[key], 0) / train.classes.length;
      expect(Math.abs(mean - metrics[key])).toBeLessThan(0.05);
    }
    const numbers = Object.values(metrics).filter((value) => typeof value === 'number');
    expect(numbers.every(Number.isFinite)).toBe(true);
    // Random weights make no clothes: real images must be better by every measure.
    expect(metrics.cfid).toBeGreaterThan(5 * metrics.cfidFloor);
    expect(metrics.ckid).toBeGreaterThan(10 * Math.abs(metrics.ckidFloor));
    expect(metrics.ganTest).toBeLessThan(metrics.realTest);
    expect(metrics.coverage).toBeLessThan(metrics.coverageReal);
    expect(metrics.recall).toBeLessThan(metrics.recallReal);
    expect(metrics.memorization.closeShare).toBe(0);
    expect(metrics.reconstruction?.foundByChance).toBeCloseTo(1 / 8, 10); // Eight images a class.
    const { meanSquaredError = 0, classMeanSquaredError = 1 } = metrics.reconstruction ?? {};
    expect(meanSquaredError).toBeGreaterThan(classMeanSquaredError);
  });

  it('says what quantization costs where the float weights are published beside', () => {
    const { cas, cfid, quantized } = evaluation.metrics;
    expect(quantized).toMatchObject({ cas, cfid });
    expect(quantized.floatCfid).toBeGreaterThan(0);
    expect(Math.abs(quantized.cfidGrowth ?? 1)).toBeLessThan(0.05);
    expect(quantized.casLoss).toBeCloseTo((quantized.floatCas ?? Number.NaN) - cas, 10);
  });

  it('says how far it is, never backwards, to the end', () => {
    expect(shares).toEqual([...shares].sort((left, right) => left - right));
    expect(shares.at(-1)).toBeCloseTo(1, 5);
    expect(shares.filter((share) => share === 1).length).toBeLessThan(shares.length / 4);
  });

  it('gives the same figures again, of a run as of what was published from it', async () => {
    tf.disposeVariables();
    const again = await evaluate(options({ subject: await readSubject(run), workers: 2 }));
    const { model, ...figures } = again.metrics;
    const { model: _, ...expected } = evaluation.metrics;
    expect(figures).toEqual(expected);
    expect(model.title).toBe('run');
    expect(readdirSync(join(root, 'cache'))).toHaveLength(2); // The judge, and one of 120 images.
  });

  it('leaves no tensors behind', () => {
    expect(leakedTensors).toBe(0);
  });

  it('stops when it is told to, without a worker left', async () => {
    const stop = new AbortController();
    const cache = join(root, 'empty');
    const onProgress = () => stop.abort(new Error('enough'));
    await expect(evaluate(options({ cache, signal: stop.signal, onProgress }))).rejects.toThrow(
      'enough',
    );
    expect(existsSync(cache)).toBe(false);
  });

  it('refuses another data set, and a class without images', async () => {
    const classes = train.classes.map((name) => `other-${name}`);
    await expect(evaluate(options({ train: { ...train, classes } }))).rejects.toThrow(
      /expected the model's classes \(t-shirt, .* got other-t-shirt/,
    );
    const labels = test.labels.map((label) => (label === 3 ? 2 : label));
    await expect(evaluate(options({ test: { ...test, labels } }))).rejects.toThrow(
      /at least 2 images of every class to test, got 0 of dress/,
    );
  });
});

describe('htmlReport', () => {
  it('stands alone, with charts, grids and every class', () => {
    const html = htmlReport(evaluation);
    expect(html).not.toMatch(/(src|href)="(?!data:)/);
    expect(html.match(/<img /g)).toHaveLength(6);
    expect(html).toContain('<svg');
    for (const name of train.classes) expect(html).toContain(`<th scope="row">${name}</th>`);
  });

  it('escapes what comes from files', () => {
    const { metrics, exhibits } = evaluation;
    const named = { ...metrics, model: { ...metrics.model, title: '<script>' } };
    expect(htmlReport({ metrics: named, exhibits })).not.toContain('<script>');
  });
});

describe('readSubject', () => {
  it('says what it expected', async () => {
    await expect(readSubject(root)).rejects.toThrow(/expected a published model .* got neither/);
    await expect(readSubject(run, { float: run })).rejects.toThrow(/published model for --float/);
    await expect(readSubject(model, { checkpoint: 'x' })).rejects.toThrow(/Name the run/);
  });

  it('takes the float weights of a run', async () => {
    tf.disposeVariables();
    rmSync(join(model, 'trainer.safetensors'));
    expect((await readSubject(model)).float).toBeUndefined();
    expect((await readSubject(model, { float: run })).float).toBeDefined();
  });

  it('refuses float weights that are not those of the manifest', async () => {
    writeFileSync(join(model, 'trainer.safetensors'), 'damaged');
    await expect(readSubject(model)).rejects.toThrow(/expected SHA-256 .* got /);
  });
});
