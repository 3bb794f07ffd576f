/** Axes of a stored tensor that change places: from one library's layout of weights or images to another's. */
import { sizeOf } from '../infer-shapes.ts';
import type { StoredTensor } from './stored-weights.ts';

/**
 * `axes[i]` is the axis of the source that becomes axis i. Scales stay: their axis moves with them.
 * @throws RangeError unless `axes` names every axis once
 */
export function permuteAxes(tensor: StoredTensor, axes: readonly number[]): StoredTensor {
  const { shape } = tensor;
  if (axes.toSorted((a, b) => a - b).join() !== shape.map((_, axis) => axis).join()) {
    throw new RangeError(`expected each of ${shape.length} axes once, got [${axes.join()}]`);
  }
  const newShape = axes.map((axis) => shape[axis] ?? 1);
  const from = sourceIndices(shape, axes);
  const take = (data: ArrayLike<number>) => (_: number, index: number) =>
    data[from[index] as number] as number;
  switch (tensor.dtype) {
    case 'F32':
      return { ...tensor, shape: newShape, data: tensor.data.map(take(tensor.data)) };
    case 'F16':
      return { ...tensor, shape: newShape, data: tensor.data.map(take(tensor.data)) };
    case 'I8': {
      const data = tensor.data.map(take(tensor.data));
      return { ...tensor, shape: newShape, data, axis: axes.indexOf(tensor.axis) };
    }
    default:
      return tensor satisfies never;
  }
}

/** For every element of the result, row-major, where it is in the source. */
function sourceIndices(shape: readonly number[], axes: readonly number[]): Uint32Array {
  const strides = axes.map((axis) => sizeOf(shape.slice(axis + 1)));
  const lengths = axes.map((axis) => shape[axis] ?? 1);
  const indices = new Uint32Array(sizeOf(shape));
  const position = lengths.map(() => 0);
  let source = 0;
  for (let target = 0; target < indices.length; target++) {
    indices[target] = source;
    for (let axis = lengths.length - 1; axis >= 0; axis--) {
      const length = lengths[axis] ?? 1;
      const next = (position[axis] ?? 0) + 1;
      position[axis] = next === length ? 0 : next;
      source += (strides[axis] ?? 1) * (next === length ? 1 - length : 1);
      if (next !== length) break;
    }
  }
  return indices;
}
