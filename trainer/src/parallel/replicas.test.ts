/** Training by two real worker threads: what one has the other has, and what one suffers ends all. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { ConfigError } from '../config/train-config.ts';
import { phasesOf } from '../loop/phases.ts';
import { RunDirectory } from '../loop/run-directory.ts';
import { RunState } from '../loop/run-state.ts';
import { drawInputs, sliceInputs } from '../loop/step-inputs.ts';
import { tinyConfig, tinyDataSet } from '../loop/tiny-run.fixture.ts';
import { type Ending, train } from '../loop/train.ts';
import { trainStep } from '../loop/train-step.ts';
import { TrainingDiverged } from '../loop/training-failure.ts';
import { checkSlices, ReplicaError, type Replicas, startReplicas } from './replicas.ts';
import { weightsDigest } from './weights-digest.ts';

let directory: string;
let replicas: Replicas | undefined;

beforeAll(async () => {
  await bootBackend('wasm');
});

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'comfy-edge-replicas-'));
});

afterEach(async () => {
  await replicas?.close();
  replicas = undefined;
  rmSync(directory, { recursive: true });
  tf.disposeVariables();
});

async function newRun(overrides: readonly string[] = []): Promise<RunState> {
  const config = tinyConfig(['discriminator.dropout=0.3', ...overrides]);
  return new RunState(config, await tinyDataSet(config));
}

/** Trains with two workers until the given step, or to the end. */
async function trainUntil(run: RunState, path: string, step = Number.POSITIVE_INFINITY) {
  const stop = new AbortController();
  replicas = await startReplicas(run, 2);
  const ending = await train({
    run,
    directory: new RunDirectory(path, run.progress.step > 0),
    observer: {
      onStep: ({ progress }) => progress.step >= step && stop.abort(),
      onEpoch: () => {},
    },
    replicas,
    signal: stop.signal,
  });
  await replicas.check();
  await replicas.close();
  return ending;
}

it('two workers have the same weights after every step, and not those of before', async () => {
  const run = await newRun();
  replicas = await startReplicas(run, 2);
  const digests = new Set([weightsDigest(run)]);
  for (let step = 0; step < 3; step++) {
    const scalars = await replicas.step(drawInputs(run));
    expect(scalars['generator/total']).toBeTypeOf('number');
    await replicas.check();
    digests.add(weightsDigest(run));
  }
  expect(digests.size).toBe(4);
  expect(run.progress.images).toBe(3 * 8);
});

it('reports what holds for the whole batch: the mean of both halves', async () => {
  const inputs = drawInputs(await newRun());
  const halves: number[] = [];
  for (const rank of [0, 1]) {
    tf.disposeVariables();
    const run = await newRun(); // The same weights each time.
    const terms = await trainStep(run, phasesOf(run.config), sliceInputs(inputs, rank, 2));
    halves.push(terms['generator/total'] ?? Number.NaN);
  }
  tf.disposeVariables();
  replicas = await startReplicas(await newRun(), 2);
  const whole = (await replicas.step(inputs))['generator/total'];
  expect(halves[0]).not.toBe(halves[1]);
  expect(whole).toBeCloseTo(((halves[0] ?? 0) + (halves[1] ?? 0)) / 2, 5);
});

it('goes on after an interruption as if there had been none, to the bit', async () => {
  const undisturbed = await newRun();
  expect(await trainUntil(undisturbed, join(directory, 'whole'))).toBe<Ending>('epochs');
  const expected = weightsDigest(undisturbed);
  tf.disposeVariables();

  const path = join(directory, 'parts');
  const first = await newRun();
  expect(await trainUntil(first, path, 4)).toBe<Ending>('interrupted');
  tf.disposeVariables();
  const second = await newRun();
  second.restore(new RunDirectory(path, true).loadCheckpoint());
  expect(await trainUntil(second, path)).toBe<Ending>('epochs');
  expect(weightsDigest(second)).toBe(expected);
});

it('notices weights that are no longer the same', async () => {
  const run = await newRun();
  replicas = await startReplicas(run, 2);
  const [variable] = run.networks.variablesOf('encoder');
  variable?.assign(tf.add(variable, 1e-3));
  await expect(replicas.check()).rejects.toThrow(/worker 1: expected the weights of worker 0/);
});

it('diverges as one when the loss of one half is no number', async () => {
  const run = await newRun();
  replicas = await startReplicas(run, 2);
  const inputs = drawInputs(run);
  inputs.images.fill(Number.NaN, inputs.images.length / 2);
  await expect(replicas.step(inputs)).rejects.toThrow(TrainingDiverged);
});

it('ends with the message of a worker that throws', async () => {
  const run = await newRun();
  replicas = await startReplicas(run, 2);
  const inputs = drawInputs(run);
  // The last stream there is: worker 1 would need one beyond it.
  const dropoutMasks = { ...inputs.dropoutMasks, stream: 0xffff_ffff };
  const step = replicas.step({ ...inputs, dropoutMasks });
  await expect(step).rejects.toThrow(ReplicaError);
  await expect(step).rejects.toThrow(/worker 1 stopped: expected stream to be an integer/);
  await expect(replicas.check()).rejects.toThrow(ReplicaError);
});

it.each([
  [2, '[{"from":0,"size":9}]', /multiples of 2 of at least 4, got 9/],
  [2, '[{"from":0,"size":2}]', /multiples of 2 of at least 4, got 2/],
  [0, '[{"from":0,"size":8}]', /workers: expected 1 to 64, got 0/],
])('%i workers are refused batches of %s', (workers, batches, message) => {
  const config = tinyConfig([`batches=${batches}`]);
  expect(() => checkSlices(config, workers)).toThrow(ConfigError);
  expect(() => checkSlices(config, workers)).toThrow(message);
});
