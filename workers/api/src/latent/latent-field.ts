/** A latent as requests give it: a list of finite numbers; how many is known once the model is loaded. */

import { graphLimits } from '@comfy-edge/model';
import { expecting } from '../http/check.ts';
import { ProblemError } from '../http/problem-error.ts';

/** Far beyond any standard normal, and far from where f32 overflows on the way through a network. */
const largestValue = 1000;

const expected = `1 to ${graphLimits.embedding} numbers from -${largestValue} to ${largestValue}`;

export const latentSchema = expecting<number[]>(
  expected,
  (input) =>
    Array.isArray(input) &&
    input.length >= 1 &&
    input.length <= graphLimits.embedding &&
    input.every((it) => typeof it === 'number' && Math.abs(it) <= largestValue),
);

/** @throws ProblemError `invalid_request` */
export function expectLatentSize(latent: Float32Array, size: number, pointer: string): void {
  if (latent.length === size) return;
  throw new ProblemError(
    'invalid_request',
    `expected the model's ${size} latent values, got ${latent.length}`,
    { pointer },
  );
}
