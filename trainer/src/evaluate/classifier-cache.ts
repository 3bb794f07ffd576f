/**
 * Where trained judges are kept. A file's name says everything that decides its bytes, so runs and
 * evaluations of one data set share one judge, trained once.
 */
import { join } from 'node:path';
import type { ClassifierOrigin } from './classifier.ts';

export function classifierPath(directory: string, origin: ClassifierOrigin): string {
  const { protocol, dataSet, seed, steps } = origin;
  const name = `classifier-v${protocol}-${dataSet.slice(0, 16)}-seed${seed}-${steps}.safetensors`;
  return join(directory, name);
}
