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
  /** What it was trained on before, where it was resumed on something else; up to which step. */
  earlier: v.optional(
    v.array(v.object({ backend: v.string(), workers: v.number(), upToStep: v.number() })),
    [],
  ),
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

export type Machine = Pick<RunOptions, 'backend' | 'workers'>;

/** Of the run that is to be resumed; none where its options tell none. */
export function recordedOptions(directory: string): RunOptions | undefined {
  try {
    return readRunOptions(directory);
  } catch (error) {
    if (error instanceof ConfigError) return undefined; // It is for the checkpoint to be whole.
    throw error;
  }
}

/** What a resumed run was trained on so far, as its options keep it. */
export function earlierMachines(
  before: RunOptions | undefined,
  now: Machine,
  step: number,
): RunOptions['earlier'] {
  if (before === undefined) return [];
  const { backend, workers, earlier } = before;
  if (backend === now.backend && workers === now.workers) return earlier;
  return [...earlier, { backend, workers, upToStep: step }];
}

/** For people. */
export function describeMachine({ backend, workers }: Machine): string {
  return workers > 1 ? `${backend} in ${workers} workers` : backend;
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
