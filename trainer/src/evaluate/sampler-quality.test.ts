import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { tinyConfig, tinyDataSet } from '../loop/tiny-run.fixture.ts';
import { type ImageSet, pickImages } from './image-set.ts';
import { samplerQuality } from './sampler-quality.ts';

const steps = 2;
const config = tinyConfig([`quality.classifierSteps=${steps}`]);
const never = new AbortController().signal;

let root: string;
let dataSet: ImageSet;

beforeAll(async () => {
  await bootBackend('wasm');
  root = mkdtempSync(join(tmpdir(), 'comfy-edge-judge-'));
  const whole = await tinyDataSet(config);
  dataSet = pickImages(
    whole,
    Array.from({ length: whole.count / 5 }, (_, at) => at * 5),
  );
});
afterAll(() => rmSync(root, { recursive: true }));

/** The judge that a run leaves in an empty cache, and what was told of its training. */
async function judgeOf(backend: string): Promise<{ bytes: Buffer; told: number[] }> {
  await tf.setBackend(backend);
  const cache = join(root, backend);
  const told: number[] = [];
  try {
    await samplerQuality({ dataSet, config, cache, signal: never, onStep: (at) => told.push(at) });
    expect(tf.getBackend()).toBe(backend);
  } finally {
    await tf.setBackend('wasm');
  }
  const [name = 'none', ...more] = readdirSync(cache);
  expect(more).toEqual([]);
  return { bytes: readFileSync(join(cache, name)), told };
}

it('trains the same judge whatever the run is trained on, and only once', async () => {
  const [wasm, cpu] = [await judgeOf('wasm'), await judgeOf('cpu')];
  expect(cpu.bytes.equals(wasm.bytes)).toBe(true);
  expect(cpu.told).toEqual([steps]);
  expect((await judgeOf('wasm')).told).toEqual([]);
}, 60_000);

it('stops when it is told to, and keeps nothing', async () => {
  const cache = join(root, 'stopped');
  const signal = AbortSignal.abort(new Error('enough'));
  const stopped = samplerQuality({ dataSet, config, cache, signal, onStep: () => {} });
  await expect(stopped).rejects.toThrow('enough');
  expect(existsSync(cache)).toBe(false);
});
