/**
 * A model in its published form, a directory of `manifest.json` and the blobs it names
 * (`generator.safetensors`, and `encoder.safetensors` where there is an encoder), read and verified:
 * what would be refused by a reader is refused here, before anything is sent.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type BlobReference,
  type Digest,
  decodeWeights,
  type Manifest,
  parseManifest,
  sha256Hex,
} from '@comfy-edge/model';

/** A directory that is not a whole published model; the message says which file and why. */
export class PublishedModelError extends Error {
  override readonly name = 'PublishedModelError';
}

interface PublishedBlob {
  readonly name: string;
  readonly sha256: Digest;
  readonly bytes: Uint8Array;
}

export interface PublishedModel {
  /** SHA-256 of `manifestBytes`: the version. */
  readonly digest: Digest;
  readonly manifest: Manifest;
  readonly manifestBytes: Uint8Array;
  readonly blobs: readonly PublishedBlob[];
}

/** @throws PublishedModelError that names the file, what it should hold and what it holds. */
export async function readPublished(directory: string): Promise<PublishedModel> {
  const manifestBytes = await read(join(directory, 'manifest.json'));
  const manifest = explain(join(directory, 'manifest.json'), () => parseManifest(manifestBytes));
  const blobs: PublishedBlob[] = [];
  for (const [role, network] of Object.entries(manifest.networks)) {
    const name = `${role}.safetensors`;
    const path = join(directory, name);
    const bytes = await read(path);
    await check(path, bytes, network.weights);
    explain(path, () => decodeWeights(bytes, network.graph));
    blobs.push({ name, sha256: network.weights.sha256, bytes });
  }
  return { digest: await sha256Hex(manifestBytes), manifest, manifestBytes, blobs };
}

async function read(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PublishedModelError(`${path}: expected a file of a published model, got: ${reason}`, {
      cause,
    });
  }
}

async function check(path: string, bytes: Uint8Array, expected: BlobReference): Promise<void> {
  const sha256 = await sha256Hex(bytes);
  if (bytes.length === expected.sizeBytes && sha256 === expected.sha256) return;
  throw new PublishedModelError(
    `${path}: expected ${expected.sizeBytes} bytes with SHA-256 ${expected.sha256} as manifest.json says, ` +
      `got ${bytes.length} bytes with ${sha256}; build the model again`,
  );
}

function explain<Result>(path: string, parse: () => Result): Result {
  try {
    return parse();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PublishedModelError(`${path}: ${reason}`, { cause });
  }
}
