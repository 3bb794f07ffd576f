/** From a trained run to published bytes: repeatable, verified by its own reader, close to float. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { ConfigError } from '../config/train-config.ts';
import { CheckpointError, readCheckpoint, writeCheckpoint } from '../loop/checkpoint.ts';
import { RunDirectory } from '../loop/run-directory.ts';
import { RunState, type SavedState } from '../loop/run-state.ts';
import { tinyConfig, tinyDataSet } from '../loop/tiny-run.fixture.ts';
import { train } from '../loop/train.ts';
import { type BuildOptions, buildPublished } from './build-published.ts';
import { checkEdgeBudget } from './edge-budget.ts';
import { someMetrics } from './metrics.fixture.ts';
import { readPublished } from './read-published.ts';

let root: string;
let run: string;

beforeAll(async () => {
  await bootBackend('wasm');
  root = mkdtempSync(join(tmpdir(), 'comfy-edge-build-'));
  run = join(root, 'run');
  const config = tinyConfig(['epochs=1']);
  const dataSet = await tinyDataSet(config);
  const directory = new RunDirectory(run, false);
  const state = new RunState(config, dataSet);
  const observer = { onStep: () => {}, onEpoch: () => {} };
  await train({ run: state, directory, observer, signal: new AbortController().signal });
  const { name, classes, count, sha256, licence, source } = dataSet;
  directory.writeOptions({
    config,
    data: { name, classes, count, sha256, licence, source },
    backend: 'wasm',
  });
});

afterAll(() => rmSync(root, { recursive: true }));

async function build(out: string, options: Pick<BuildOptions, 'metrics'> = {}) {
  tf.disposeVariables();
  const checkpoint = join(run, 'checkpoint.safetensors');
  return await buildPublished({ run, checkpoint, out, title: 'Tiny', ...options });
}

describe('buildPublished', () => {
  it('writes what readPublished verifies, with generator, encoder, card and sheet', async () => {
    const out = join(root, 'published');
    const built = await build(out);
    const published = await readPublished(out);
    expect(published.digest).toBe(built.digest);
    expect(published.manifest).toEqual(built.manifest);
    expect(readdirSync(out).sort()).toEqual([
      'README.md',
      'encoder.safetensors',
      'generator.safetensors',
      'manifest.json',
      'sheet.png',
      'trainer.safetensors',
    ]);
    expect(readFileSync(join(out, 'README.md'), 'utf8')).toContain(built.digest);
  });

  it('gives the same bytes for the same run', async () => {
    const [once, again] = [join(root, 'once'), join(root, 'again')];
    await build(once);
    await build(again);
    for (const file of readdirSync(once)) {
      expect(readFileSync(join(again, file)), file).toEqual(readFileSync(join(once, file)));
    }
  });

  it('claims no measure that was made of other weights', async () => {
    const path = join(root, 'measured.safetensors');
    const { state, tensors } = readCheckpoint(join(run, 'checkpoint.safetensors'));
    const saved = state as SavedState;
    const metricsAt = async (images: number) => {
      const best = { cfid: 5, ganTest: 0.5, epoch: 1 };
      const progress = { ...saved.progress, images, best };
      writeCheckpoint(path, { state: { ...saved, progress }, tensors });
      tf.disposeVariables();
      const options = { out: join(root, 'measured'), title: 'Tiny' };
      return (await buildPublished({ ...options, run, checkpoint: path })).manifest.metrics;
    };
    expect(await metricsAt(saved.progress.images)).toMatchObject({ cfid: 5, ganTest: 0.5 });
    expect(await metricsAt(saved.progress.images + 48)).not.toHaveProperty('cfid');
  });

  it('stays within two levels of 255 of the float generator on average', async () => {
    const { errors } = await build(join(root, 'difference'));
    expect(errors.generator.mean).toBeGreaterThan(0);
    expect(errors.generator.mean).toBeLessThan(2);
  });

  it('records how each kernel is stored, in the manifest and in the card', async () => {
    const out = join(root, 'recorded');
    const { manifest } = await build(out);
    const card = readFileSync(join(out, 'README.md'), 'utf8');
    for (const { graph, quantization = [] } of Object.values(manifest.networks)) {
      const kernels = graph.nodes.filter((node) => 'gain' in node).map(({ id }) => `${id}/kernel`);
      expect(quantization.map(({ weight }) => weight)).toEqual(kernels);
      for (const { weight, storage, error, sizeBytes } of quantization) {
        expect(card).toContain(`| \`${weight}\` | ${storage} | ${error} | ${sizeBytes} |`);
      }
    }
  });

  it('records what the run began with', async () => {
    const path = join(run, 'options.json');
    const options = readFileSync(path, 'utf8');
    const parent = { kind: 'version', sha256: 'a'.repeat(64) };
    try {
      writeFileSync(path, JSON.stringify({ ...JSON.parse(options), parent }));
      const out = join(root, 'child');
      expect((await build(out)).manifest.training.parent).toEqual(parent);
      expect(readFileSync(join(out, 'README.md'), 'utf8')).toContain(
        `It began with the weights of version \`${parent.sha256}\`.`,
      );
    } finally {
      writeFileSync(path, options);
    }
  });

  it('puts what was measured of the weights into manifest and card, beside its bound', async () => {
    const out = join(root, 'evaluated');
    const first = await build(out);
    const metrics = someMetrics(first.manifest.networks.generator.weights.sha256);
    const { manifest } = await build(out, { metrics });
    expect(manifest.metrics).toMatchObject({ cas: 0.881, casReal: 0.907 });
    const card = readFileSync(join(out, 'README.md'), 'utf8');
    expect(card).toMatch(/^---\nlicense: apache-2.0\n(.*\n)*?---\n/);
    expect(card).toContain('{ type: cas, name: CAS, value: 0.881 }');
    expect(card).toContain('| CAS | 88.1 % | 90.7 % |');
    expect(card).toContain('| bag | 99.0 % | 98.0 % |');
    const others = someMetrics('b'.repeat(64));
    await expect(build(out, { metrics: others })).rejects.toThrow(/expected measures of a gener/);
  });

  it('refuses a generator over the budget of the edge, unless there is a reason for it', async () => {
    const large = { multiplyAdds: 20_000_001, sizeBytes: 1_000_000 };
    expect(() => checkEdgeBudget(large, undefined)).toThrow(
      /got 20000001 multiply-adds an image \(20000000\)\. Train a smaller one, or publish it with --over-budget/,
    );
    expect(() => checkEdgeBudget({ multiplyAdds: 1, sizeBytes: 1_000_001 }, undefined)).toThrow(
      /got 1000001 bytes \(1000000\)/,
    );
    checkEdgeBudget(large, 'a demonstration');
    checkEdgeBudget({ multiplyAdds: 20_000_000, sizeBytes: 1_000_000 }, undefined);
  });

  it('refuses what is no run, with what to do', async () => {
    const options = { out: join(root, 'none'), title: 'None' };
    const checkpoint = join(run, 'checkpoint.safetensors');
    await expect(buildPublished({ ...options, run: root, checkpoint })).rejects.toThrow(
      ConfigError,
    );
    await expect(
      buildPublished({ ...options, run, checkpoint: join(root, 'missing') }),
    ).rejects.toThrow(CheckpointError);
    writeFileSync(join(root, 'options.json'), '{"config":{}}');
    await expect(buildPublished({ ...options, run: root, checkpoint })).rejects.toThrow(/data/);
  });
});
