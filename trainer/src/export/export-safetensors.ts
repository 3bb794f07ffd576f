/**
 * A network's weights as safetensors (https://huggingface.co/docs/safetensors), under the names and in
 * the layouts of `@comfy-edge/model`, with the graph that they belong to in the file's metadata: the
 * published blob says neither, since its manifest does.
 */
import { canonicalJson, encodeWeights, readSafetensors, writeSafetensors } from '@comfy-edge/model';
import type { ExportedNetwork } from '@comfy-edge/model/exports';

export function exportSafetensors({ graph, weights, metadata }: ExportedNetwork): Uint8Array {
  const { tensors } = readSafetensors(encodeWeights(weights));
  return writeSafetensors(tensors, new Map([...metadata, ['graph', canonicalJson(graph)]]));
}
