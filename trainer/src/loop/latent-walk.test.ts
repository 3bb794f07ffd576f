import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { latentWalk } from './latent-walk.ts';
import { Networks } from './networks.ts';
import { Sampler } from './sampling.ts';
import { tinyConfig } from './tiny-run.fixture.ts';

beforeAll(async () => {
  await bootBackend('wasm');
});

afterEach(() => tf.disposeVariables());

it('walks in small steps and comes back to where it began', () => {
  const sampler = new Sampler(new Networks(tinyConfig(), 3), 1);
  const before = tf.memory().numTensors;
  const options = { latentSize: 6, classCount: 3, stops: 3, framesBetween: 4 };
  const frames = latentWalk(sampler, options).map(({ images }) => images);
  expect(tf.memory().numTensors).toBe(before);
  sampler.dispose();

  expect(frames).toHaveLength(12);
  expect(frames[0]).toHaveLength(3 * 28 * 28);
  const change = (from: number, to: number) => {
    const other = frames[to % 12];
    return Array.from(frames[from % 12] ?? [], (value, at) =>
      Math.abs(value - (other?.[at] ?? 0)),
    ).reduce((sum, difference) => sum + difference, 0);
  };
  const steps = frames.map((_, frame) => change(frame, frame + 1));
  expect(Math.min(...steps)).toBeGreaterThan(0);
  // From the last frame to the first is a step like any other.
  for (const stop of [0, 4, 8]) expect(Math.max(...steps)).toBeLessThan(change(stop, stop + 4));
});
