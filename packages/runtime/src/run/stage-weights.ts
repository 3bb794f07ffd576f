/**
 * Stored weights put where the kernels pack them from, expanded and in one order
 * (`packages/kernels/assembly/generation/stage.ts`), for as long as packing takes.
 */
import { pitchOf, STAGING_BYTES, type Staging } from '@comfy-edge/kernels';
import { decodeFloat16, type StoredTensor } from '@comfy-edge/model';
import type { Block } from './block.ts';

export interface KernelLayout {
  readonly channels: number;
  readonly filters: number;
  /** `[…, filters, channels]`, as transposed convolutions are stored, instead of `[…, channels, filters]`. */
  readonly filtersFirst: boolean;
}

export function withStaged<T>(
  { engine }: Block,
  tensor: StoredTensor,
  { channels, filters, filtersFirst }: KernelLayout,
  prepare: (staging: Staging) => T,
): T {
  const { kernels, memory } = engine;
  const pitch = pitchOf(filters);
  const taps = tensor.data.length / channels / filters;
  const sourceBytes = 4 * taps * channels * pitch;
  const storedBytes = tensor.data.length * (tensor.dtype === 'I8' ? 1 : 4) + 4 * filters;
  const workspace = engine.allocate(STAGING_BYTES + sourceBytes + storedBytes);
  try {
    const source = workspace + STAGING_BYTES;
    const scales = source + sourceBytes;
    const stored = scales + 4 * filters;
    const channelStride = filtersFirst ? 1 : filters;
    const filterStride = filtersFirst ? channels : 1;
    const order = [taps, channels, filters, channelStride, filterStride, pitch] as const;
    switch (tensor.dtype) {
      case 'I8':
        new Float32Array(memory.buffer, scales, filters).set(tensor.scales);
        new Int8Array(memory.buffer, stored, tensor.data.length).set(tensor.data);
        kernels.stageInt8(stored, scales, source, ...order);
        break;
      case 'F16':
        new Float32Array(memory.buffer, stored, tensor.data.length).set(decodeFloat16(tensor.data));
        kernels.stageFloats(stored, source, ...order);
        break;
      case 'F32':
        new Float32Array(memory.buffer, stored, tensor.data.length).set(tensor.data);
        kernels.stageFloats(stored, source, ...order);
        break;
      default:
        return tensor satisfies never;
    }
    return prepare({ workspace, source });
  } finally {
    engine.release(workspace);
  }
}
