/** What libtensorflow tells of itself is put in here by hand; a GPU is needed nowhere. */
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, expect, it } from 'vitest';
import { BackendError, bootBackend } from './boot.ts';

afterEach(() => tf.removeBackend('tensorflow'));

/** A backend of the name that tfjs-node and tfjs-node-gpu register theirs by. */
function registerTensorflow(isUsingGpuDevice: boolean): void {
  tf.registerBackend('tensorflow', () => Object.assign(new MathBackendCPU(), { isUsingGpuDevice }));
}

it('takes libtensorflow for GPUs where it has one', async () => {
  registerTensorflow(true);
  expect(await bootBackend()).toEqual({
    name: 'tfjs-node-gpu',
    reason: ['tfjs-node-gpu: chosen'],
  });
});

it('refuses it where it has none, and falls on to the next', async () => {
  registerTensorflow(false);
  const forced = bootBackend('tfjs-node-gpu');
  await expect(forced).rejects.toThrow(BackendError);
  await expect(forced).rejects.toThrow(
    /expected the backend tfjs-node-gpu to start, got none:\n.*libtensorflow found no GPU/,
  );
  const { name, reason } = await bootBackend();
  expect(name).toBe('tfjs-node');
  expect(reason[0]).toMatch(/^tfjs-node-gpu: libtensorflow found no GPU/);
});
