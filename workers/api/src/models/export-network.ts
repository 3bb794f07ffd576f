/**
 * A version's networks as files: as they were published, for whoever runs them with our own code, and as
 * files of other libraries. Nothing of the latter is stored: they are made of the published weights when
 * somebody asks, so every version has them and they never say anything else.
 */

import {
  type Digest,
  decodeStoredWeights,
  type Manifest,
  networkRoles,
  type PublishedNetwork,
  parseManifest,
  type StoredWeights,
} from '@comfy-edge/model';
import { ProblemError } from '../http/problem-error.ts';
import { showValue } from '../http/show-value.ts';
import { modelUnavailable, type Registry } from './registry.ts';
import { isIntact } from './storage.ts';

const onnxFile = 'model.onnx';
/** Byte for byte what was published: its SHA-256 is the version. */
const manifestFile = 'manifest.json';
/** Byte for byte what was published: the manifest has its SHA-256. */
const weightsFile = 'model.safetensors';

/** Of the stored weights. Writing takes several times their size, and an isolate has 128 MB in all. */
const exportLimitBytes = 8 * 1024 * 1024;

export interface ExportReference {
  readonly model: string;
  readonly digest: Digest;
  readonly network: string;
  readonly file: string;
}

/**
 * @throws ProblemError `version_not_found`, `export_not_found`, `model_unavailable`,
 *   `storage_unavailable`
 */
export async function exportNetwork(
  registry: Registry,
  reference: ExportReference,
): Promise<Uint8Array<ArrayBuffer>> {
  const { model, digest, network, file } = reference;
  const manifestBytes = await registry.readManifest(model, digest, { parameter: 'digest' });
  const manifest = parseManifest(manifestBytes);
  const { role, published } = findNetwork(manifest, network);
  if (file === manifestFile) return new Uint8Array(manifestBytes);
  if (file === weightsFile) return readWeightsFile(registry, reference, published);
  const weights = await readWeights(registry, reference, published);
  // Neither a protobuf writer nor its schema is needed to make images.
  const { exportOnnx, exportTfjs, publishedNetwork } = await import('@comfy-edge/model/exports');
  const { graph } = published;
  const exported = publishedNetwork({ manifest, digest, role, graph, weights });
  if (file === onnxFile) return new Uint8Array(exportOnnx(exported));
  const files = await exportTfjs(exported);
  const bytes = files.get(file);
  if (bytes !== undefined) return new Uint8Array(bytes);
  const names = [...files.keys(), onnxFile, manifestFile, weightsFile];
  throw notFound(`expected one of ${names}, got ${showValue(file)}`, 'file');
}

function findNetwork({ networks }: Manifest, network: string) {
  for (const role of networkRoles) {
    const published = networks[role];
    if (network === role && published !== undefined) return { role, published };
  }
  throw notFound(`expected one of ${Object.keys(networks)}, got ${showValue(network)}`, 'network');
}

async function readWeights(
  registry: Registry,
  reference: ExportReference,
  published: PublishedNetwork,
): Promise<StoredWeights> {
  const { graph, weights } = published;
  if (weights.sizeBytes > exportLimitBytes) {
    const sizes = `at most ${exportLimitBytes} bytes of weights, got ${weights.sizeBytes}`;
    throw notFound(`expected ${sizes}; npm run export writes them`, 'network');
  }
  const bytes = await readWeightsFile(registry, reference, published);
  try {
    return decodeStoredWeights(bytes, graph);
  } catch (cause) {
    throw modelUnavailable(reference.model, reference.digest, cause);
  }
}

async function readWeightsFile(
  registry: Registry,
  { model, digest }: ExportReference,
  { weights: { sha256 } }: PublishedNetwork,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const bytes = await registry.readBlob(sha256);
    if (await isIntact(bytes, sha256)) return new Uint8Array(bytes);
    throw new Error('the weights do not hash to their name');
  } catch (cause) {
    throw cause instanceof ProblemError ? cause : modelUnavailable(model, digest, cause);
  }
}

function notFound(message: string, parameter: string): ProblemError {
  return new ProblemError('export_not_found', message, { parameter });
}
