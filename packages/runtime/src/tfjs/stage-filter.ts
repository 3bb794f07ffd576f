/** A filter's values in the one order that packing reads, for as long as it takes. */
import { type Address, pitchOf, STAGING_BYTES, type Staging } from '@comfy-edge/kernels';
import type { Engine } from '../boot.ts';
import type { Geometry } from './geometry.ts';

/** @throws EngineError `budget_exceeded` when the heap has no room */
export function withStagedFilter<T>(
  { kernels, allocate, release }: Engine,
  { kernelHeight, kernelWidth, channels, filters, isTransposed }: Geometry,
  filter: Address,
  prepare: (staging: Staging) => T,
): T {
  const taps = kernelHeight * kernelWidth;
  const pitch = pitchOf(filters);
  const [channelStride, filterStride] = isTransposed ? [1, channels] : [filters, 1];
  const workspace = allocate(STAGING_BYTES + 4 * taps * channels * pitch);
  const source = workspace + STAGING_BYTES;
  try {
    const order = [taps, channels, filters, channelStride, filterStride, pitch] as const;
    kernels.stageFloats(filter, source, ...order);
    return prepare({ workspace, source });
  } finally {
    release(workspace);
  }
}
