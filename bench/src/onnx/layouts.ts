/**
 * From the layouts of `@comfy-edge/model` (NHWC) to ONNX's (NCHW): axes of kernels change places,
 * and a dense layer that feeds an image gets its columns in the order channels, height, width.
 */
import type { Tensor } from '@comfy-edge/model';

/** `axes[i]` is the axis of the source that becomes axis i. */
export function permuted({ shape, data }: Tensor, axes: readonly number[]): Tensor {
  const strides = shape.map((_, axis) =>
    shape.slice(axis + 1).reduce((product, dimension) => product * dimension, 1),
  );
  const newShape = axes.map((axis) => shape[axis] ?? 1);
  const newStrides = axes.map((axis) => strides[axis] ?? 1);
  const out = new Float32Array(data.length);
  const index = newShape.map(() => 0);
  let source = 0;
  for (let target = 0; target < out.length; target++) {
    out[target] = data[source] ?? Number.NaN;
    for (let axis = newShape.length - 1; axis >= 0; axis--) {
      const dimension = newShape[axis] ?? 1;
      const stride = newStrides[axis] ?? 1;
      const next = (index[axis] ?? 0) + 1;
      index[axis] = next === dimension ? 0 : next;
      source += next === dimension ? -stride * (dimension - 1) : stride;
      if (next !== dimension) break;
    }
  }
  return { shape: newShape, data: out };
}

/** Last axis `height · width · channels` → `channels · height · width`; the shape stays. */
export function channelsFirstColumns(
  tensor: Tensor,
  [height, width, channels]: readonly [number, number, number],
): Tensor {
  const rows = tensor.data.length / (height * width * channels);
  const image = { shape: [rows, height, width, channels], data: tensor.data };
  return { shape: tensor.shape, data: permuted(image, [0, 3, 1, 2]).data };
}

/** `[count, channels, height, width]` → `[count, height, width, channels]`. */
export function channelsLast(values: Float32Array, shape: readonly number[]): Float32Array {
  return permuted({ shape, data: values }, [0, 2, 3, 1]).data;
}
