/** `options.json` of a run: what it was made with. Written at the start, read when it is published. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDigest, parseDigest } from '@comfy-edge/model';
import * as v from 'valibot';
import { ConfigError, parseConfig, type TrainConfig } from '../config/train-config.ts';

const schema = v.object({
  config: v.unknown(),
  data: v.object({
    name: v.string(),
    classes: v.pipe(v.array(v.string()), v.minLength(1)),
    count: v.number(),
    sha256: v.string(),
    licence: v.optional(v.string()),
    source: v.optional(v.string()),
  }),
  backend: v.string(),
  workers: v.optional(v.number(), 1),
  parent: v.exactOptional(
    v.object({
      kind: v.picklist(['version', 'checkpoint']),
      sha256: v.pipe(
        v.string(),
        v.check(isDigest, 'expected 64 lower-case hexadecimal digits'),
        v.transform(parseDigest),
      ),
    }),
  ),
});

export type RunOptions = Omit<v.InferOutput<typeof schema>, 'config'> & {
  readonly config: TrainConfig;
};

/** Threads that the run in a directory was last trained with; none where its options tell none. */
export function recordedWorkers(directory: string): number | undefined {
  try {
    return readRunOptions(directory).workers;
  } catch (error) {
    if (error instanceof ConfigError) return undefined; // It is for the checkpoint to be whole.
    throw error;
  }
}

/** What the run in a directory began with; nothing where it began with random weights. */
export function recordedParent(directory: string): RunOptions['parent'] {
  try {
    return readRunOptions(directory).parent;
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

/** @throws ConfigError if the directory is no run, or its options were edited into something else */
export function readRunOptions(directory: string): RunOptions {
  const path = join(directory, 'options.json');
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(
      `${path}: expected the options of a run (${reason}). Give the --out of npm run train.`,
      { cause },
    );
  }
  const result = v.safeParse(schema, json);
  if (!result.success) {
    const [issue] = result.issues;
    throw new ConfigError(`${path}: ${v.getDotPath(issue) ?? 'options'}: ${issue.message}`);
  }
  return { ...result.output, config: parseConfig(result.output.config) };
}
