import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { resolveConfig } from '../config/resolve-config.ts';
import { DataError } from '../data/data-error.ts';
import { CheckpointError, readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { RunDirectory } from './run-directory.ts';
import { RunState, type SavedState } from './run-state.ts';
import { tinyConfig, tinyDataSet } from './tiny-run.fixture.ts';
import { type Ending, type Observer, train } from './train.ts';
import { TrainingCollapsed, TrainingDiverged } from './training-failure.ts';

const silent: Observer = { onStep: () => {}, onEpoch: () => {} };
let directory: string;

beforeAll(async () => {
  await bootBackend('wasm');
});

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'comfy-edge-train-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
  tf.disposeVariables();
});

/** Trains until the given step, or to the end. */
async function trainUntil(run: RunState, path: string, step = Number.POSITIVE_INFINITY) {
  const stop = new AbortController();
  const observer: Observer = {
    ...silent,
    onStep: ({ progress }) => progress.step >= step && stop.abort(),
  };
  const runDirectory = new RunDirectory(path, run.progress.step > 0);
  return await train({ run, directory: runDirectory, observer, signal: stop.signal });
}

async function newRun(overrides: readonly string[] = []): Promise<RunState> {
  const config = tinyConfig(overrides);
  return new RunState(config, await tinyDataSet(config));
}

/** All that must be equal: everything but the clock. */
function comparable(run: RunState) {
  const { state, tensors } = run.snapshot();
  const { savedAt, progress, ...rest } = state as SavedState;
  expect(savedAt).toMatch(/^\d{4}-.*Z$/);
  return { ...rest, progress: { ...progress, seconds: 0 }, tensors };
}

describe('a run', () => {
  it('goes on after an interruption as if there had been none, to the bit', async () => {
    const undisturbed = await newRun();
    expect(await trainUntil(undisturbed, join(directory, 'whole'))).toBe<Ending>('epochs');
    const expected = comparable(undisturbed);
    tf.disposeVariables();

    const path = join(directory, 'parts');
    for (const step of [2, 5]) {
      const part = await newRun();
      if (step > 2) part.restore(new RunDirectory(path, true).loadCheckpoint());
      expect(await trainUntil(part, path, step)).toBe<Ending>('interrupted');
      tf.disposeVariables();
    }
    const last = await newRun();
    last.restore(new RunDirectory(path, true).loadCheckpoint());
    expect(await trainUntil(last, path)).toBe<Ending>('epochs');
    expect(comparable(last)).toEqual(expected);
  });

  it('keeps no tensor from step to step', async () => {
    const run = await newRun();
    const counts: number[] = [];
    const observer: Observer = { ...silent, onStep: () => counts.push(tf.memory().numTensors) };
    const signal = new AbortController().signal;
    await train({ run, directory: new RunDirectory(directory, false), observer, signal });
    // Every phase has run by the second step, so all optimizer moments exist by then.
    expect(new Set(counts.slice(2)).size).toBe(1);
  });

  it('leaves a sheet an epoch, an animation and a checkpoint', async () => {
    const runDirectory = new RunDirectory(directory, false);
    const signal = new AbortController().signal;
    await train({ run: await newRun(), directory: runDirectory, observer: silent, signal });
    expect(runDirectory.sheetPaths()).toHaveLength(2);
    const animation = readFileSync(`${runDirectory.animationPath}.gif`);
    expect(animation.subarray(0, 6).toString()).toBe('GIF89a');
    expect(readCheckpoint(runDirectory.checkpointPath).tensors.size).toBeGreaterThan(50);
  });

  it('stops at the quality threshold and keeps the best epoch', async () => {
    const run = await newRun(['quality.everyEpochs=1', 'quality.stopAtCfid=5', 'epochs=9']);
    const measured = [8, 4, 3];
    const runDirectory = new RunDirectory(directory, false);
    const ending = await train({
      run,
      directory: runDirectory,
      observer: silent,
      measure: () => ({ cfid: measured.shift() ?? 0, ganTest: 0.5, ganTestByClass: [], count: 1 }),
      signal: new AbortController().signal,
    });
    expect(ending).toBe<Ending>('threshold');
    expect(run.progress.best).toEqual({ cfid: 4, ganTest: 0.5, epoch: 2 });
    expect(readCheckpoint(runDirectory.bestCheckpointPath).state).toMatchObject({
      progress: { best: { epoch: 2 } },
    });
  });

  it('stops when the measured distance falls no more', async () => {
    const run = await newRun(['quality.everyEpochs=1', 'quality.patience=1', 'epochs=9']);
    const measured = [4, 5, 1];
    const ending = await train({
      run,
      directory: new RunDirectory(directory, false),
      observer: silent,
      measure: () => ({ cfid: measured.shift() ?? 0, ganTest: 0.5, ganTestByClass: [], count: 1 }),
      signal: new AbortController().signal,
    });
    expect(ending).toBe<Ending>('patience');
    expect(run.progress.best).toMatchObject({ cfid: 4, epoch: 1 });
    expect(measured).toEqual([1]);

    // Resumed, as if it had been killed between its last checkpoint and its end.
    const { step } = run.progress;
    expect(await trainUntil(run, directory)).toBe<Ending>('patience');
    expect(run.progress.step).toBe(step);
  });

  it('tells an epoch before its checkpoint, and the rest after it', async () => {
    const runDirectory = new RunDirectory(directory, false);
    const told: string[] = [];
    const saved = () => RunDirectory.isRun(directory);
    const observer: Observer = {
      ...silent,
      onEpoch: (_, epoch, { diversity }) => {
        expect(diversity?.share).toBeGreaterThan(0);
        told.push(`epoch ${epoch} saved: ${saved()}`);
      },
      afterEpoch: (_, epoch) => void told.push(`after ${epoch} saved: ${saved()}`),
    };
    const signal = new AbortController().signal;
    await train({ run: await newRun(['epochs=1']), directory: runDirectory, observer, signal });
    expect(told).toEqual(['epoch 1 saved: false', 'after 1 saved: true']);
  });

  it('tells the epoch that it ends with because samples are all alike', async () => {
    const run = await newRun(['epochs=1', 'guards.diversity=1']);
    const runDirectory = new RunDirectory(directory, false);
    const told: number[] = [];
    const observer: Observer = {
      ...silent,
      onEpoch: (_, __, { diversity }) => told.push(diversity?.share ?? Number.NaN),
    };
    const signal = new AbortController().signal;
    const running = train({ run, directory: runDirectory, observer, signal });
    await expect(running).rejects.toThrow(TrainingCollapsed);
    expect(told).toHaveLength(1);
    expect(told[0]).toBeLessThan(1);
    expect(RunDirectory.isRun(directory)).toBe(false); // No checkpoint of what has collapsed.
  });

  it('says that it diverged, with the last checkpoint whole', async () => {
    const run = await newRun(['optimizer.discriminatorRate=1e30', 'optimizer.warmupSteps=0']);
    const before = run.snapshot();
    const runDirectory = new RunDirectory(directory, false);
    runDirectory.saveCheckpoint(before);
    const signal = new AbortController().signal;
    await expect(train({ run, directory: runDirectory, observer: silent, signal })).rejects.toThrow(
      TrainingDiverged,
    );
    expect(runDirectory.loadCheckpoint().tensors).toEqual(before.tensors);
  });

  it('trains with every switch on, and resumes to the bit with what they keep', async () => {
    const overrides = [
      'r1.gamma=0.1',
      'r1.every=2',
      'regularization={"l1":1e-6,"l2":1e-5}',
      'variation={"kinds":["translation","cutout","colour"],"probability":0.4,"target":0.3,"rampImages":400}',
      'discriminator.dropout=0.2',
      'vae.judged=true',
      'vae.gamma=0.1',
      'vae.jointFrom=0.5',
      'classBalanced=true',
      'epochImages=144',
    ];
    const undisturbed = await newRun(overrides);
    const seen: string[] = [];
    const onStep = (_: RunState, terms: Readonly<Record<string, number>>) => {
      seen.push(...Object.keys(terms));
    };
    await train({
      run: undisturbed,
      directory: new RunDirectory(join(directory, 'whole'), false),
      observer: { ...silent, onStep },
      signal: new AbortController().signal,
    });
    expect(seen).toContain('discriminator/r1');
    expect(seen).toContain('generator/features'); // Joint from the middle on.
    expect(undisturbed.progress.augmentation.probability).not.toBe(0.4);
    const expected = comparable(undisturbed);
    tf.disposeVariables();

    const path = join(directory, 'parts');
    const part = await newRun(overrides);
    expect(await trainUntil(part, path, 7)).toBe<Ending>('interrupted');
    tf.disposeVariables();
    const last = await newRun(overrides);
    last.restore(new RunDirectory(path, true).loadCheckpoint());
    await trainUntil(last, path);
    expect(comparable(last)).toEqual(expected);
  });

  it('leaves generator and discriminator as they are while the encoder is alone', async () => {
    const run = await newRun(['vae.aloneFrom=0.5', 'guards.idleSteps=2']);
    const tensorsAt: ReadonlyMap<string, { readonly data: Float32Array }>[] = [];
    const onEpoch = () => tensorsAt.push(run.snapshot().tensors);
    await train({
      run,
      directory: new RunDirectory(directory, false),
      observer: { ...silent, onEpoch },
      signal: new AbortController().signal,
    });
    const [half, whole] = tensorsAt;
    const moved = [...(whole ?? [])]
      .filter(([name, { data }]) => data.some((value, at) => value !== half?.get(name)?.data[at]))
      .map(([name]) => name.split('/').slice(0, 2).join('/'));
    expect(new Set(moved.filter((name) => !name.startsWith('encoder/')))).toEqual(
      new Set(['adam/encoder']),
    );
    expect(moved).toContain('encoder/posterior');
  });

  it('says that it diverged when gradients explode, before they are no numbers', async () => {
    const run = await newRun([
      'adversarial=nonSaturating',
      'discriminator.spectralNorm=false',
      'optimizer.discriminatorRate=30',
      'vae.features=0',
      'optimizer.warmupSteps=0',
      'guards.gradientNorm=1e4',
    ]);
    const signal = new AbortController().signal;
    const runDirectory = new RunDirectory(directory, false);
    await expect(train({ run, directory: runDirectory, observer: silent, signal })).rejects.toThrow(
      /expected a norm of at most 10000 \(guards.gradientNorm\), got .* Lower a learning rate/,
    );
  });

  it('says that it collapsed when the discriminator has won', async () => {
    const run = await newRun([
      'epochs=1',
      'epochImages=480',
      'discriminator.spectralNorm=false',
      'optimizer.generatorRate=1e-9',
      'optimizer.discriminatorRate=1e-2',
      'guards.idleSteps=5',
    ]);
    const signal = new AbortController().signal;
    const running = train({
      run,
      directory: new RunDirectory(directory, false),
      observer: silent,
      signal,
    });
    await expect(running).rejects.toThrow(TrainingCollapsed);
    await expect(running).rejects.toThrow(/at least once in 5 steps.*discriminatorRate/);
  });

  it('says that it collapsed when all samples of a class are one, and shows them', async () => {
    const run = await newRun(['optimizer.generatorRate=100', 'optimizer.warmupSteps=0']);
    const signal = new AbortController().signal;
    const runDirectory = new RunDirectory(directory, false);
    await expect(train({ run, directory: runDirectory, observer: silent, signal })).rejects.toThrow(
      /samples of t-shirt: expected them to differ by at least 2 % .* the generator makes one image/,
    );
    expect(runDirectory.sheetPaths()).toHaveLength(1);
  });

  it.each(['reference-28', 'fashion-28'])('%s trains a step with every phase', async (preset) => {
    const config = resolveConfig(preset, [
      'epochImages=4',
      'batches=[{"from":0,"size":2}]',
      'quality.everyEpochs=0',
    ]);
    const run = new RunState(config, await tinyDataSet(config));
    const stop = new AbortController();
    const seen: string[] = [];
    const onStep = (_: RunState, terms: Readonly<Record<string, number>>) => {
      seen.push(...Object.keys(terms));
      stop.abort();
    };
    const observer = { ...silent, onStep };
    const runDirectory = new RunDirectory(directory, false);
    await train({ run, directory: runDirectory, observer, signal: stop.signal });
    for (const network of ['generator', 'discriminator', 'encoder']) {
      expect(seen).toContain(`${network}/total`);
    }
  });
});

describe('a checkpoint', () => {
  it('of another preset is refused by name', async () => {
    const run = await newRun();
    const checkpoint = run.snapshot();
    const other = { ...(checkpoint.state as SavedState) };
    const state = { ...other, config: { ...other.config, preset: 'fashion-28' } };
    expect(() => run.restore({ ...checkpoint, state })).toThrow(
      /expected a checkpoint of preset smoke, got one of fashion-28/,
    );
  });

  it('of another seed is refused: the run would go on with its own', async () => {
    const checkpoint = (await newRun()).snapshot();
    tf.disposeVariables();
    const other = await newRun(['seed=7']);
    expect(() => other.restore(checkpoint)).toThrow(
      /expected a checkpoint of seed 7, got one of 1/,
    );
  });

  it('of other networks is refused', async () => {
    const checkpoint = (await newRun()).snapshot();
    tf.disposeVariables();
    const wider = await newRun(['generator.widths=[16,8,8]']);
    expect(() => wider.restore(checkpoint)).toThrow(CheckpointError);
  });

  it('of other images is refused', async () => {
    const run = await newRun();
    const checkpoint = run.snapshot();
    const saved = checkpoint.state as SavedState;
    const state = { ...saved, batches: { ...saved.batches, dataSet: '0'.repeat(64) } };
    expect(() => run.restore({ ...checkpoint, state })).toThrow(DataError);
  });

  it('that is damaged, of another version or missing is refused with what to do', () => {
    const path = join(directory, 'checkpoint.safetensors');
    expect(() => readCheckpoint(path)).toThrow(/expected a checkpoint, got nothing/);
    expect(() => new RunDirectory(directory, true)).toThrow(/without --resume/);
    const tensors = new Map([['w', { shape: [2], data: Float32Array.of(1, 2) }]]);
    writeCheckpoint(path, { state: { step: 1 }, tensors });
    expect(readCheckpoint(path)).toEqual({ state: { step: 1 }, tensors });
    const bytes = readFileSync(path);
    for (const length of [0, 7, 30, bytes.length - 1]) {
      writeFileSync(path, bytes.subarray(0, length));
      expect(() => readCheckpoint(path), `${length} bytes`).toThrow(/damaged checkpoint/);
    }
    writeFileSync(
      path,
      bytes.toString('latin1').replace('"version":"2"', '"version":"9"'),
      'latin1',
    );
    expect(() => readCheckpoint(path)).toThrow(/expected checkpoint version 2, got 9/);
  });

  it.runIf(process.platform === 'linux')('on a full disk leaves the previous one whole', () => {
    const path = join(directory, 'checkpoint.safetensors');
    const tensors = new Map([['w', { shape: [2], data: Float32Array.of(1, 2) }]]);
    writeCheckpoint(path, { state: 'first', tensors });
    symlinkSync('/dev/full', `${path}.partial`); // Every write to it fails with ENOSPC.
    expect(() => writeCheckpoint(path, { state: 'second', tensors })).toThrow(/Free disk space/);
    expect(readCheckpoint(path).state).toBe('first');
  });

  it('cannot lie in a file', () => {
    const path = join(directory, 'file');
    writeFileSync(path, '');
    expect(() => new RunDirectory(path, false)).toThrow(/file: expected a folder.*another --out/);
  });

  it('of a run in progress is not overwritten by a new one', async () => {
    new RunDirectory(directory, false).saveCheckpoint((await newRun()).snapshot());
    expect(() => new RunDirectory(directory, false)).toThrow(/--resume/);
  });
});
