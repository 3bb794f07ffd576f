/**
 * Where trained judges are kept: `$XDG_CACHE_HOME/comfy-edge`, or `~/.cache/comfy-edge`
 * (https://specifications.freedesktop.org/basedir/latest/). A file's name says everything that
 * decides its bytes, so runs and evaluations of one data set share one judge, trained once.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ClassifierOrigin } from './classifier.ts';

export function cacheDirectory(): string {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache'); // Empty counts as not set.
  return join(base, 'comfy-edge');
}

export function classifierPath(directory: string, origin: ClassifierOrigin): string {
  const { protocol, dataSet, seed, steps } = origin;
  const name = `classifier-v${protocol}-${dataSet.slice(0, 16)}-seed${seed}-${steps}.safetensors`;
  return join(directory, name);
}
