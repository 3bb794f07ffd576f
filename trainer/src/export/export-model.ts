/**
 * A published model in another library's format: a file or a folder for each of its networks, and a
 * README that says what goes in and what comes out. The same model gives the same bytes.
 */
import {
  decodeStoredWeights,
  dequantize,
  type NetworkRole,
  networkRoles,
  type StoredWeights,
} from '@comfy-edge/model';
import {
  type ExportedNetwork,
  exportOnnx,
  exportTfjs,
  publishedNetwork,
} from '@comfy-edge/model/exports';
import type { PublishedModel } from '../publish/read-published.ts';
import { onnxGuide, safetensorsGuide, tfjsGuide } from './export-guide.ts';
import { exportReadme } from './export-readme.ts';
import { exportSafetensors } from './export-safetensors.ts';

export const exportFormats = ['tfjs', 'onnx', 'safetensors'] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** As they are stored, int8 mostly, or all of them as f32: four times the bytes, nothing to decode. */
export const exportedWeights = ['published', 'float32'] as const;

export interface ExportOptions {
  readonly format: ExportFormat;
  readonly weights: (typeof exportedWeights)[number];
}

/** @returns the files by their paths in the export's folder */
export async function exportModel(
  published: PublishedModel,
  { format, weights }: ExportOptions,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const networks = new Map<NetworkRole, ExportedNetwork>();
  for (const role of networkRoles) {
    const network = networkOf(published, role, weights);
    if (network === undefined) continue;
    networks.set(role, network);
    for (const [path, bytes] of await networkFiles(role, network, format)) files.set(path, bytes);
  }
  const generator = networks.get('generator');
  if (generator === undefined)
    throw new Error('expected a generator in a published model, got none');
  const readme = exportReadme({
    ...{ manifest: published.manifest, digest: published.digest, networks, generator, weights },
    ...{ guide: guides[format], layout: format === 'onnx' ? 'NCHW' : 'NHWC' },
  });
  return files.set('README.md', new TextEncoder().encode(readme));
}

const guides = { tfjs: tfjsGuide, onnx: onnxGuide, safetensors: safetensorsGuide } as const;

async function networkFiles(
  role: NetworkRole,
  network: ExportedNetwork,
  format: ExportFormat,
): Promise<ReadonlyMap<string, Uint8Array>> {
  switch (format) {
    case 'tfjs':
      return new Map(
        [...(await exportTfjs(network))].map(([name, bytes]) => [`${role}/${name}`, bytes]),
      );
    case 'onnx':
      return new Map([[`${role}.onnx`, exportOnnx(network)]]);
    case 'safetensors':
      return new Map([[`${role}.safetensors`, exportSafetensors(network)]]);
    default:
      return format satisfies never;
  }
}

function networkOf(
  { manifest, digest, blobs }: PublishedModel,
  role: NetworkRole,
  weights: ExportOptions['weights'],
): ExportedNetwork | undefined {
  const network = manifest.networks[role];
  const blob = blobs.find(({ sha256 }) => sha256 === network?.weights.sha256);
  if (network === undefined || blob === undefined) return undefined;
  const stored = decodeStoredWeights(blob.bytes, network.graph);
  return publishedNetwork({
    ...{ manifest, digest, role, graph: network.graph },
    weights: weights === 'published' ? stored : asFloats(stored),
  });
}

function asFloats(stored: StoredWeights): StoredWeights {
  return new Map(
    [...dequantize(stored)].map(([name, tensor]) => [name, { dtype: 'F32' as const, ...tensor }]),
  );
}
