/**
 * Multiply-adds of what runs through tfjs and is no graph of ours, counted from the kernels it calls:
 * convolutions and matrix products, by their shapes.
 */
import * as tf from '@tensorflow/tfjs-core';

type Kernel = Awaited<ReturnType<typeof tf.profile>>['kernels'][number];

/** @param run its result and everything it makes is disposed */
export async function profileMultiplyAdds(run: () => tf.TensorContainer): Promise<number> {
  const { kernels } = await tf.profile(() => tf.dispose(tf.tidy(run)));
  return kernels.reduce((sum, kernel) => sum + multiplyAddsOf(kernel), 0);
}

function multiplyAddsOf({ name, inputShapes, outputShapes }: Kernel): number {
  const [a = [], b = []] = inputShapes;
  const [output = []] = outputShapes;
  switch (name) {
    case 'Conv2D':
    case 'FusedConv2D':
      return product(output) * product(b.slice(0, 3)); // b: [height, width, in, out]
    case 'BatchMatMul':
    case '_FusedMatMul': {
      // [batch, m, k] · [batch, k, n], either transposed or not: k² = |a| |b| / (batch |output|).
      const batch = product(output.slice(0, -2));
      const inner = Math.sqrt((product(a) * product(b)) / (batch * product(output)));
      return product(output) * Math.round(inner);
    }
    default:
      return 0;
  }
}

function product(shape: readonly number[]): number {
  return shape.reduce((whole, extent) => whole * extent, 1);
}
