/**
 * A call of a tfjs kernel as far as ours take it. Readers of the kernels' arguments return one, or
 * undefined for a call that is tfjs's: another type or data format, dilations, activations beyond
 * LeakyReLU, batches of matrices.
 */
import {
  type BatchMatMulAttrs,
  backend_util,
  type Conv2DAttrs,
  type Conv2DBackpropInputAttrs,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import {
  convolutionGeometry,
  type Geometry,
  productGeometry,
  transposedGeometry,
} from './geometry.ts';

export interface Call {
  readonly geometry: Geometry;
  readonly images: number;
  readonly input: TensorInfo;
  readonly filter: TensorInfo;
  /** `[filters]` */
  readonly bias: TensorInfo | undefined;
  /** Of the LeakyReLU that follows: 1 for none, 0 for ReLU. */
  readonly slope: number;
  readonly outShape: number[];
}

/** tfjs gives every kernel its own inputs and attributes, and types them all alike. */
export type ReadCall = (inputs: NamedTensorInfoMap, attrs: NamedAttrMap) => Call | undefined;

type Shape4 = [number, number, number, number];

/** `Conv2D` and `FusedConv2D`. */
export const readConvolution: ReadCall = ({ x, filter, bias }, attrs) => {
  if (x === undefined || filter === undefined) return undefined;
  const { strides, pad, dilations, dataFormat, dimRoundingMode } = attrs as unknown as Conv2DAttrs;
  if (dataFormat !== 'NHWC') return undefined;
  const info = backend_util.computeConv2DInfo(
    x.shape as Shape4,
    filter.shape as Shape4,
    strides,
    dilations,
    pad,
    dimRoundingMode,
  );
  if (info.dilationHeight !== 1 || info.dilationWidth !== 1) return undefined;
  if (filter.shape[2] !== info.inChannels) return undefined;
  return checked({
    ...{ geometry: convolutionGeometry(info), images: info.batchSize, input: x, filter, bias },
    ...{ slope: slopeOf(attrs), outShape: info.outShape },
  });
};

/** `Conv2DBackpropInput`: the gradient of a convolution, which is what a transposed one is. */
export const readTransposedConvolution: ReadCall = ({ dy, filter }, attrs) => {
  if (dy === undefined || filter === undefined) return undefined;
  const { strides, pad, dataFormat, dimRoundingMode, inputShape } =
    attrs as unknown as Conv2DBackpropInputAttrs;
  if (dataFormat !== 'NHWC') return undefined;
  const info = backend_util.computeConv2DInfo(
    inputShape,
    filter.shape as Shape4,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  if (filter.shape[2] !== info.inChannels) return undefined;
  if (!util.arraysEqual(dy.shape, info.outShape)) return undefined;
  return checked({
    ...{ geometry: transposedGeometry(info), images: info.batchSize, input: dy, filter },
    ...{ bias: undefined, slope: 1, outShape: info.inShape },
  });
};

/** `BatchMatMul` and `_FusedMatMul`: any number of rows by one matrix. */
export const readMatrixProduct: ReadCall = ({ a, b, bias }, attrs) => {
  if (a === undefined || b === undefined) return undefined;
  const { transposeA, transposeB } = attrs as unknown as BatchMatMulAttrs;
  const [depth = 0, columns = 0] = transposeB ? b.shape.slice(-2).reverse() : b.shape.slice(-2);
  const outer = a.shape.slice(0, -1);
  const isOneMatrix = util.sizeFromShape(b.shape) === depth * columns;
  if (transposeA || !isOneMatrix || a.shape.at(-1) !== depth || b.shape.length > a.shape.length) {
    return undefined;
  }
  return checked({
    geometry: productGeometry(util.sizeFromShape(outer), depth, columns, transposeB),
    ...{ images: 1, input: a, filter: b, bias },
    ...{ slope: slopeOf(attrs), outShape: [...outer, columns] },
  });
};

/** What a fused activation is as a LeakyReLU; undefined for others. */
function slopeOf({ activation = 'linear', leakyreluAlpha = 0 }: NamedAttrMap): number | undefined {
  if (activation === 'linear') return 1;
  if (activation === 'relu') return 0;
  const slope = Number(leakyreluAlpha);
  // The kernels take the larger of x and slope · x, which is a LeakyReLU up to a slope of 1.
  return activation === 'leakyrelu' && slope <= 1 ? slope : undefined;
}

/** What every kernel demands: f32, values at all, one bias a filter, an activation that we know. */
function checked({
  slope,
  ...call
}: Omit<Call, 'slope'> & { readonly slope: number | undefined }): Call | undefined {
  const { geometry, input, filter, bias, outShape } = call;
  if (slope === undefined) return undefined;
  if ([input, filter, bias ?? input].some(({ dtype }) => dtype !== 'float32')) return undefined;
  const shapes = [input.shape, filter.shape, outShape];
  if (shapes.some((shape) => util.sizeFromShape(shape) === 0)) return undefined;
  if (bias !== undefined && !util.arraysEqual(bias.shape, [geometry.filters])) return undefined;
  return { ...call, slope };
}
