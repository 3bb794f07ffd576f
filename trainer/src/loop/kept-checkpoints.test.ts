/** What is left of a run's checkpoints when its process is killed, the disk is full or a file is damaged. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Checkpoint, readCheckpoint } from './checkpoint.ts';
import { RunDirectory } from './run-directory.ts';

const writer = fileURLToPath(new URL('./checkpoint-writer.fixture.ts', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comfy-edge-kept-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function checkpoint(step: number, size = 4): Checkpoint {
  const data = new Float32Array(size).fill(step);
  return { state: { progress: { step } }, tensors: new Map([['values', { shape: [size], data }]]) };
}

/** The step of a checkpoint all of whose values are that step. */
function wholeStep({ state, tensors }: Checkpoint): number {
  const { step } = (state as { progress: { step: number } }).progress;
  const values = tensors.get('values')?.data ?? [];
  expect(values.length).toBeGreaterThan(0);
  expect(values.every((value) => value === step)).toBe(true);
  return step;
}

describe('the checkpoints of a run', () => {
  it('are the last few and the best', () => {
    const directory = new RunDirectory(folder, false, { keep: 2 });
    for (const step of [10, 20, 30, 40]) directory.saveCheckpoint(checkpoint(step), step === 20);
    expect(readdirSync(join(folder, 'checkpoints'))).toEqual([
      ...['step-0000000030.safetensors', 'step-0000000040.safetensors'],
    ]);
    expect(wholeStep(readCheckpoint(directory.bestCheckpointPath))).toBe(20);
    expect(wholeStep(directory.loadCheckpoint())).toBe(40);
  });

  it('of steps that a resumed run takes again are replaced', () => {
    const first = new RunDirectory(folder, false);
    for (const step of [10, 20, 30]) first.saveCheckpoint(checkpoint(step));
    new RunDirectory(folder, true).saveCheckpoint(checkpoint(15));
    expect(readdirSync(join(folder, 'checkpoints'))).toEqual([
      ...['step-0000000010.safetensors', 'step-0000000015.safetensors'],
    ]);
  });

  it('say how to go back to before the last ones, by a command that does', () => {
    const directory = new RunDirectory(folder, false);
    directory.saveCheckpoint(checkpoint(10));
    expect(directory.goBack).toBeUndefined();
    for (const step of [20, 30]) directory.saveCheckpoint(checkpoint(step));
    execFileSync('sh', ['-c', JSON.parse(directory.goBack ?? '')]);
    const resumed = new RunDirectory(folder, true);
    expect(wholeStep(resumed.loadCheckpoint())).toBe(10);
    resumed.saveCheckpoint(checkpoint(15));
    expect(wholeStep(new RunDirectory(folder, true).loadCheckpoint())).toBe(15);
  });

  it('are good for one another when the last is damaged', () => {
    const directory = new RunDirectory(folder, false);
    for (const step of [10, 20]) directory.saveCheckpoint(checkpoint(step));
    truncateSync(directory.checkpointPath, 100); // And its other name with it.
    const said: string[] = [];
    const resumed = new RunDirectory(folder, true).loadCheckpoint((line) => said.push(line));
    expect(wholeStep(resumed)).toBe(10);
    expect(said[0]).toMatch(/checkpoint\.safetensors: damaged checkpoint/);
    expect(said.at(-1)).toMatch(/going on from .*step-0000000010/);
    truncateSync(join(folder, 'checkpoints', 'step-0000000010.safetensors'), 100);
    expect(() => directory.loadCheckpoint()).toThrow(/damaged checkpoint/);
  });

  it('leave nothing half written behind', () => {
    const directory = new RunDirectory(folder, false);
    directory.saveCheckpoint(checkpoint(1));
    writeFileSync(join(folder, 'checkpoints', 'step-0000000002.safetensors.partial'), 'half');
    directory.saveCheckpoint(checkpoint(3));
    expect(readdirSync(join(folder, 'checkpoints'))).toHaveLength(2);
  });
});

describe('a process that writes checkpoints', () => {
  it('may be killed at any point', async () => {
    let step = 0;
    for (const delayMs of [3, 20, 37]) {
      // 4 MB, so that most of the time is spent in the middle of one.
      const child = spawn(process.execPath, [writer, folder, '1000000', `${step + 1}`]);
      await once(child.stdout, 'data');
      await setTimeout(delayMs);
      child.kill('SIGKILL');
      await once(child, 'close');
      const directory = new RunDirectory(folder, true);
      const last = wholeStep(directory.loadCheckpoint((line) => expect.fail(line)));
      expect(last).toBeGreaterThan(step);
      step = last;
      if (step > 1) wholeStep(readCheckpoint(directory.bestCheckpointPath));
    }
  });

  it.runIf(process.platform === 'linux')('may be denied the space for one', async () => {
    new RunDirectory(folder, false).saveCheckpoint(checkpoint(1));
    // Files of at most 100 blocks of 512 or 1024 bytes: the checkpoint's 400 kB are too many.
    const command = 'ulimit -f 100; exec "$@"';
    const args = ['-c', command, 'sh', process.execPath, writer, folder, '100000', '2'];
    const child = spawn('sh', args);
    const [output] = await once(child.stdout, 'data');
    await once(child, 'close');
    expect(String(output)).toMatch(
      /could not write \d+ bytes \(EFBIG.*previous checkpoint is whole/,
    );
    expect(wholeStep(new RunDirectory(folder, true).loadCheckpoint())).toBe(1);
  });
});
