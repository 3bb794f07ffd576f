/**
 * A layer as plain data: its algorithm, and where everything lies in the block that it takes. It computes
 * one image at a time, so that one layer serves every batch. Eight at a time, which read the weights once,
 * were 2 to 12 % faster, took larger tables, and would need a layer for every size of a batch.
 */
import { type Convolution, type DensePlan, pitchOf, planDense } from '@comfy-edge/kernels';
import { aligned } from '../plan/arena.ts';
import { type ConvolutionPlan, chooseAlgorithm } from '../plan/choose-algorithm.ts';
import { convolutionOf, type Geometry } from './geometry.ts';

export interface LayerPlan {
  readonly geometry: Geometry;
  readonly convolution: Convolution;
  readonly algorithm: DensePlan | ConvolutionPlan;
  /** Of one image, as tfjs has it. */
  readonly inputBytes: number;
  readonly outputBytes: number;
  /** In this order. */
  readonly offsets: {
    /** Rows of zeros, of ones and for a bias, as long as a pixel. */
    readonly zeros: number;
    readonly ones: number;
    readonly biases: number;
    readonly weights: number;
    readonly tables: number;
    readonly scratch: number;
    /** Copies of tensors that cannot be used where they lie. */
    readonly input: number | undefined;
    readonly output: number | undefined;
  };
  readonly sizeBytes: number;
}

/** @param isLinear whether no activation follows */
export function planLayer(geometry: Geometry, isLinear: boolean): LayerPlan {
  const convolution = convolutionOf(geometry);
  const { height, width, channels, outHeight, outWidth, filters } = geometry;
  const algorithm = isVector(geometry)
    ? planDense(channels, filters, 1)
    : chooseAlgorithm(convolution, 1, {
        gain: 'none',
        ...(!isLinear && { activation: { fn: 'relu' } }),
      });
  let sizeBytes = 0;
  const take = (bytes: number) => {
    const offset = sizeBytes;
    sizeBytes += aligned(bytes);
    return offset;
  };
  // A vector's product has no tables. To copy a vector is nothing beside reading a matrix.
  const copyOf = (pixels: number, depth: number) =>
    algorithm.algorithm === 'dense' || depth !== pitchOf(depth)
      ? take(4 * pixels * pitchOf(depth))
      : undefined;
  const rowBytes = 4 * pitchOf(Math.max(channels, filters));
  const offsets = {
    zeros: take(rowBytes),
    ones: take(rowBytes),
    biases: take(rowBytes),
    weights: take(algorithm.weightBytes),
    tables: take(algorithm.tableBytes),
    scratch: take(algorithm.scratchBytes),
    input: copyOf(height * width, channels),
    output: copyOf(outHeight * outWidth, filters),
  };
  const inputBytes = 4 * height * width * channels;
  const outputBytes = 4 * outHeight * outWidth * filters;
  return { geometry, convolution, algorithm, inputBytes, outputBytes, offsets, sizeBytes };
}

/** Of one pixel the only tap may still lie on the zeros around it. */
function isVector({ height, width, outHeight, outWidth, ...geometry }: Geometry): boolean {
  const { kernelHeight, kernelWidth, top, left } = geometry;
  return (
    height * width * outHeight * outWidth * kernelHeight * kernelWidth === 1 && top + left === 0
  );
}
