/**
 * A checkpoint: one safetensors file with every variable, optimizer moment and singular vector, and
 * the rest of the state (streams, data order, progress, configuration) as JSON in its metadata.
 * Everything needed to go on to the bit. Written beside and renamed, so that a crash or a full disk
 * leaves the previous one whole.
 */
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { ModelError, readSafetensors, type Tensor, writeSafetensors } from '@comfy-edge/model';

const version = '2';

/** A checkpoint that cannot be read, is of another version or of another run; the message says what to do. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
}

export interface Checkpoint {
  /** JSON. */
  readonly state: unknown;
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** @throws CheckpointError if it could not be written; what was at `path` before is still there */
export function writeCheckpoint(path: string, { state, tensors }: Checkpoint): void {
  const stored = new Map(
    [...tensors].map(([name, { shape, data }]) => [name, { dtype: 'F32' as const, shape, data }]),
  );
  const bytes = writeSafetensors(
    stored,
    new Map([
      ['version', version],
      ['state', JSON.stringify(state)],
    ]),
  );
  const partial = `${path}.partial`;
  try {
    const file = openSync(partial, 'w');
    try {
      writeFully(file, bytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(partial, path);
    syncFolder(dirname(path));
  } catch (cause) {
    rmSync(partial, { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CheckpointError(
      `${path}: could not write ${bytes.length} bytes (${reason}). Free disk space, then go on with --resume; the previous checkpoint is whole.`,
      { cause },
    );
  }
}

/** @throws CheckpointError if the file is not there, damaged, or of another version */
export function readCheckpoint(path: string): Checkpoint {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new CheckpointError(
      `${path}: expected a checkpoint, got nothing readable there. Train the run first, or name another checkpoint.`,
      { cause },
    );
  }
  try {
    const { tensors, metadata } = readSafetensors(bytes);
    if (metadata.get('version') !== version) {
      throw new CheckpointError(
        `${path}: expected checkpoint version ${version}, got ${metadata.get('version') ?? 'none'}. Resume it with the release that wrote it.`,
      );
    }
    const floats = new Map<string, Tensor>();
    for (const [name, tensor] of tensors) {
      if (tensor.dtype === 'F32') floats.set(name, { shape: tensor.shape, data: tensor.data });
    }
    return { state: JSON.parse(metadata.get('state') ?? ''), tensors: floats };
  } catch (cause) {
    if (!(cause instanceof ModelError) && !(cause instanceof SyntaxError)) throw cause;
    throw new CheckpointError(
      `${path}: damaged checkpoint (${cause.message}). Resume from another one of the run's, or start again.`,
      { cause },
    );
  }
}

/** Makes the new name last through a power failure; Windows has no way to, and no need. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** A full disk shows itself as a short write. */
function writeFully(file: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) {
    const count = writeSync(file, bytes, written, bytes.length - written);
    if (count === 0) throw new Error(`wrote ${written} of ${bytes.length} bytes`);
    written += count;
  }
}
