/** Decides whether a convolution is done by Winograd's short convolutions, and with which. */
import type { backend_util } from '@tensorflow/tfjs-core';

/** Outputs along each axis of a tile. */
export const tileSize = 4;

export interface WinogradPlan {
  /** Taps along an axis of each phase: 2 or 3. */
  readonly taps: number;
  /** Frequencies along an axis: 5 for two taps, 6 for three. */
  readonly points: number;
  readonly stride: number;
}

/** Saved multiplications must outweigh the transforms by this factor. */
const worthwhile = 1.3;
/** Below this many channels the transforms cost more than the products. */
const fewestChannels = 16;

/** Undefined where the direct product is the better way, or the only one. */
export function planWinograd(info: backend_util.Conv2DInfo): WinogradPlan | undefined {
  const { strideHeight: stride, filterHeight, filterWidth, inChannels, outChannels } = info;
  const taps = Math.ceil(Math.max(filterHeight, filterWidth) / stride);
  if (info.strideWidth !== stride || info.dilationHeight !== 1 || info.dilationWidth !== 1) {
    return undefined;
  }
  if (stride > 2 || taps < 2 || taps > 3) return undefined;
  if (inChannels % 4 !== 0 || outChannels % 4 !== 0) return undefined; // Lanes come in fours.
  if (Math.min(inChannels, outChannels) < fewestChannels) return undefined;
  const points = taps + tileSize - 1;
  const tiles = Math.ceil(info.outHeight / tileSize) * Math.ceil(info.outWidth / tileSize);
  const direct = info.outHeight * info.outWidth * filterHeight * filterWidth;
  const transformed = tiles * (points * stride) ** 2;
  return transformed * worthwhile < direct ? { taps, points, stride } : undefined;
}
