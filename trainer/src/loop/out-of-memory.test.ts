import { describe, expect, it } from 'vitest';
import { isOutOfMemory, outOfMemory } from './out-of-memory.ts';
import { tinyConfig } from './tiny-run.fixture.ts';

// As libtensorflow 2.9, tfjs-backend-wasm 4.22 and V8 12 say it.
const real = [
  'Session fail to run with error: OOM when allocating tensor with shape[256,128,56,56] and type float on /job:localhost/replica:0/task:0/device:GPU:0 by allocator GPU_0_bfc\nHint: …',
  'memory access out of bounds',
  'Array buffer allocation failed',
];

describe('running out of memory', () => {
  it.each(real)('is known by "%s"', (message) => {
    expect(isOutOfMemory(new Error(message))).toBe(true);
  });

  it.each(['expected rank 4, got 3', 'unreachable'])('is not "%s"', (message) => {
    expect(isOutOfMemory(new Error(message))).toBe(false);
  });

  it('says which field to lower, and to what', () => {
    const config = tinyConfig(['batches=[{"from":0,"size":32},{"from":0.5,"size":256}]']);
    const { message } = outOfMemory(new Error(real[0]), config, 'tfjs-node-gpu', 256);
    expect(message).toMatch(
      /^tfjs-node-gpu ran out of memory in a step of 256 images \(.*GPU_0_bfc\)/,
    );
    expect(message).toContain(`--set 'batches=[{"from":0,"size":32},{"from":0.5,"size":128}]'`);
  });
});
