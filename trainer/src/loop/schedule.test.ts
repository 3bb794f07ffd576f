import { expect, it } from 'vitest';
import {
  adversariesEvery,
  averagingDecay,
  batchSize,
  encoderEvery,
  isJoint,
  klWeight,
  rateFactor,
} from './schedule.ts';
import { tinyConfig } from './tiny-run.fixture.ts';

const config = tinyConfig([
  'optimizer.warmupSteps=10',
  'optimizer.holdUntil=0.5',
  'optimizer.finalRate=0.1',
  'vae.schedule=[{"from":0.2,"every":8},{"from":0.6,"every":2}]',
  'vae.kl=2',
  'vae.klWarmup=0.4',
  'vae.aloneFrom=1',
  'emaDecay=0.9',
]);

it('warms rates up, holds them, lets them fall to the end', () => {
  const at = (step: number, share: number) => rateFactor(config, 'generator', { step, share });
  expect(at(0, 0)).toBeCloseTo(0.1, 6);
  expect(at(99, 0.5)).toBe(1);
  expect(at(99, 0.75)).toBeCloseTo(0.55, 6);
  expect(at(99, 1)).toBeCloseTo(0.1, 6);
});

it('lets the rates of generator and discriminator fall until the encoder is alone', () => {
  const alone = { ...config, vae: { ...config.vae, aloneFrom: 0.75 } };
  const at = { step: 99, share: 0.75 };
  expect(rateFactor(alone, 'generator', at)).toBeCloseTo(0.1, 6);
  expect(rateFactor(alone, 'discriminator', at)).toBeCloseTo(0.1, 6);
  expect(rateFactor(alone, 'encoder', at)).toBeCloseTo(0.55, 6);
});

it('takes the batch size of the last share that is reached', () => {
  expect([0, 0.49, 0.5, 1].map((share) => batchSize(config, share))).toEqual([8, 8, 16, 16]);
});

it('trains the encoder not at first, then seldom, then often', () => {
  expect([0.1, 0.2, 0.59, 0.6].map((share) => encoderEvery(config, share))).toEqual([
    undefined,
    8,
    8,
    2,
  ]);
});

it('leaves the encoder alone from its share on', () => {
  const alone = tinyConfig(['vae.schedule=[{"from":0,"every":8}]', 'vae.aloneFrom=0.8']);
  expect([0.79, 0.8].map((share) => encoderEvery(alone, share))).toEqual([8, 1]);
  expect([0.79, 0.8].map((share) => adversariesEvery(alone, share))).toEqual([1, undefined]);
});

it('raises the weight of KL from nothing once the encoder is trained', () => {
  for (const [share, weight] of [
    [0.2, 0],
    [0.4, 1],
    [0.6, 2],
    [0.9, 2],
  ] as const) {
    expect(klWeight(config, share)).toBeCloseTo(weight, 6);
  }
  const atOnce = tinyConfig(['vae.klWarmup=0', 'vae.kl=3']);
  expect(klWeight(atOnce, 0)).toBe(3);
});

it('trains jointly only where reconstructions weigh, and from its share on', () => {
  expect(isJoint(config, 1)).toBe(false);
  const joint = tinyConfig(['vae.gamma=0.1', 'vae.jointFrom=0.7']);
  expect([0.69, 0.7].map((share) => isJoint(joint, share))).toEqual([false, true]);
});

it('averages over few steps at first', () => {
  expect(averagingDecay(config, 0)).toBeCloseTo(0.1, 6);
  expect(averagingDecay(config, 1000)).toBe(0.9);
});
