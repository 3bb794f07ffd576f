/** One number for everything a learner has learned: two that trained alike have the same. */
import { createHash } from 'node:crypto';
import type { Learner } from '../loop/learner.ts';

/** SHA-256 in hexadecimal of all weights, moments and singular vectors, by name. */
export function weightsDigest(learner: Learner): string {
  const hash = createHash('sha256');
  const tensors = [...learner.tensors()].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, { data }] of tensors) hash.update(name).update(data);
  return hash.digest('hex');
}
