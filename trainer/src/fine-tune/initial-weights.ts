/**
 * The weights that a run begins with instead of random ones (`--init-from`): those of a published model,
 * which keeps them unfolded beside its manifest, or of another run's checkpoint.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModelError, type Parent, parseDigest, type Tensor } from '@comfy-edge/model';
import { ConfigError } from '../config/train-config.ts';
import { readCheckpoint } from '../loop/checkpoint.ts';
import { readRunOptions } from '../loop/run-options.ts';
import { chosenCheckpoint } from '../publish/chosen-checkpoint.ts';
import { readPublished } from '../publish/read-published.ts';
import { decodeTrainingWeights, trainingWeightsFile } from '../publish/training-weights.ts';

export interface InitialWeights {
  readonly parent: Parent;
  /** The parent's, in the order of its rows. */
  readonly classes: readonly string[];
  /** By `<network>/<node>/<role>`; the generator is the averaged one. */
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/**
 * @param path a published model or a run
 * @throws ConfigError, CheckpointError, PublishedModelError saying which file and what to do
 */
export async function readInitialWeights(path: string): Promise<InitialWeights> {
  if (existsSync(join(path, 'manifest.json'))) return ofPublished(path);
  if (existsSync(join(path, 'options.json'))) return ofRun(path);
  throw new ConfigError(
    `--init-from ${path}: expected a published model (manifest.json) or a run (options.json), got neither`,
  );
}

async function ofPublished(path: string): Promise<InitialWeights> {
  const { manifest, digest } = await readPublished(path);
  const expected = manifest.training.weights;
  if (expected === undefined) {
    throw new ConfigError(
      `--init-from ${path}: expected a model published with the networks it was trained with, got one without. Give the run it was made from, or publish that again.`,
    );
  }
  const file = join(path, trainingWeightsFile);
  const bytes = readFile(file);
  const actual = sha256Of(bytes);
  if (actual !== expected.sha256) {
    throw new ConfigError(
      `${file}: expected ${expected.sizeBytes} bytes with SHA-256 ${expected.sha256} as manifest.json says, got ${bytes.length} bytes with ${actual}`,
    );
  }
  return { parent: { kind: 'version', sha256: digest }, ...decode(file, bytes) };
}

function ofRun(path: string): InitialWeights {
  const { data } = readRunOptions(path);
  const checkpoint = chosenCheckpoint(path);
  const tensors = new Map<string, Tensor>();
  for (const [name, tensor] of readCheckpoint(checkpoint).tensors) {
    if (/^(encoder|discriminator)\//.test(name)) tensors.set(name, tensor);
    if (name.startsWith('averaged/')) tensors.set(name.replace('averaged', 'generator'), tensor);
  }
  const sha256 = parseDigest(sha256Of(readFile(checkpoint)));
  return { parent: { kind: 'checkpoint', sha256 }, classes: data.classes, tensors };
}

function decode(file: string, bytes: Uint8Array) {
  try {
    return decodeTrainingWeights(bytes);
  } catch (cause) {
    if (!(cause instanceof ModelError)) throw cause;
    throw new ConfigError(`${file}: ${cause.message}`, { cause });
  }
}

function readFile(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`${path}: expected the weights to begin with, got: ${reason}`, { cause });
  }
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
