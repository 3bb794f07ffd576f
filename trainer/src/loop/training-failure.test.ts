import { expect, it } from 'vitest';
import { checkPhase, countIdleSteps, TrainingCollapsed } from './training-failure.ts';

const guards = { gradientNorm: 100, idleSteps: 3, diversity: 0.02 };

it('lets finite numbers and moderate gradients pass', () => {
  expect(() => checkPhase('encoder', { total: -3, gradientNorm: 100 }, guards)).not.toThrow();
});

it.each([
  [{ total: Number.NaN, gradientNorm: 1 }, /the encoder's total: expected a finite value, got NaN/],
  [{ total: 1, gradientNorm: Number.POSITIVE_INFINITY }, /gradientNorm: expected a finite value/],
  [{ total: 1, gradientNorm: 101 }, /a norm of at most 100 .*got 101: .*optimizer.encoderRate/],
])('refuses %j', (scalars, message) => {
  expect(() => checkPhase('encoder', scalars, guards)).toThrow(message);
});

it('counts idle steps in a row, and begins again with the first that is not', () => {
  const count = (adversities: number[]) =>
    adversities.reduce((idle, adversity) => countIdleSteps(idle, adversity, guards), 0);
  expect(count([0, 0, 0.5, 0])).toBe(1);
  expect(() => count([1, 0, 0, 0])).toThrow(TrainingCollapsed);
});
