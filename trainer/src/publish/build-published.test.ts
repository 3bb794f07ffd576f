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
import { buildPublished } from './build-published.ts';
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

async function build(out: string) {
  tf.disposeVariables();
  const checkpoint = join(run, 'checkpoint.safetensors');
  return await buildPublished({ run, checkpoint, out, title: 'Tiny', kernels: 'int8' });
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
      const options = { out: join(root, 'measured'), title: 'Tiny', kernels: 'int8' } as const;
      return (await buildPublished({ ...options, run, checkpoint: path })).manifest.metrics;
    };
    expect(await metricsAt(saved.progress.images)).toMatchObject({ cfid: 5, ganTest: 0.5 });
    expect(await metricsAt(saved.progress.images + 48)).not.toHaveProperty('cfid');
  });

  it('stays within two levels of 255 of the float generator on average', async () => {
    const { difference } = await build(join(root, 'difference'));
    expect(difference.meanLevels).toBeGreaterThan(0);
    expect(difference.meanLevels).toBeLessThan(2);
  });

  it('refuses what is no run, with what to do', async () => {
    const options = { out: join(root, 'none'), title: 'None', kernels: 'int8' as const };
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
