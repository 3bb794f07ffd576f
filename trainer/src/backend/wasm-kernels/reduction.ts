/**
 * Sum and mean over neighbouring axes, which are one axis of `[outer, length, inner]`. tfjs's own
 * kernels transpose the whole tensor first unless the axes are the last ones; they stay in charge of
 * other types and of axes with a gap between them.
 */
import * as tf from '@tensorflow/tfjs-core';
import { sizeOf, type WasmEngine } from './engine.ts';

export function reduction(
  engine: WasmEngine,
  kind: 'Sum' | 'Mean',
  fallback: tf.KernelFunc,
): tf.KernelFunc {
  return (args) => {
    const { x } = args.inputs as { x: tf.TensorInfo };
    const { axis, keepDims } = args.attrs as unknown as tf.SumAttrs;
    const axes = tf.util.parseAxisParam(axis, x.shape).sort((a, b) => a - b);
    const first = axes[0] ?? 0;
    const end = first + axes.length;
    const neighbours = axes.every((it, index) => it === first + index);
    if (x.dtype !== 'float32' || !neighbours || sizeOf(x.shape) === 0) return fallback(args);
    const outer = sizeOf(x.shape.slice(0, first));
    const length = sizeOf(x.shape.slice(first, end));
    const inner = sizeOf(x.shape.slice(end));
    const kept = keepDims ? axes.map(() => 1) : [];
    const out = engine.create([...x.shape.slice(0, first), ...kept, ...x.shape.slice(end)]);
    const scale = kind === 'Mean' ? 1 / length : 1;
    engine.kernels.sumAxis(engine.address(x), engine.address(out), outer, length, inner, scale);
    return out;
  };
}
