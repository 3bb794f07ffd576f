/**
 * Registers our kernels under tfjs's names for the backend `wasm`, so that every tfjs operation and
 * gradient uses them. Call after the backend has been initialised: tfjs's own kernels, which serve
 * what ours do not cover, are set up by then.
 */
import * as tf from '@tensorflow/tfjs-core';
import {
  type BatchNormAttributes,
  type BatchNormInputs,
  batchNormLeaky,
  batchNormLeakyGradient,
} from './batch-norm.ts';
import { convolve, convolveFilterGradient, convolveInputGradient } from './convolution.ts';
import { sizeOf, type WasmEngine } from './engine.ts';
import { type Epilogue, finish } from './fused-products.ts';
import { multiply } from './matrix-product.ts';
import { ourKernels } from './names.ts';
import { type AdamAttributes, type AdamInputs, adamStep, movingAverage } from './optimizer.ts';
import { reduction } from './reduction.ts';

type Inputs<Names extends string> = Record<Names, tf.TensorInfo>;

export function registerTrainingKernels(engine: WasmEngine): void {
  replace<Inputs<'x' | 'filter'>, tf.Conv2DAttrs>('Conv2D', ({ x, filter }, attrs) =>
    convolve(engine, x, filter, convInfo(x.shape, filter.shape, attrs)),
  );
  replace<Inputs<'dy' | 'filter'>, tf.Conv2DBackpropInputAttrs>(
    'Conv2DBackpropInput',
    ({ dy, filter }, attrs) =>
      convolveInputGradient(engine, dy, filter, convInfo(attrs.inputShape, filter.shape, attrs)),
  );
  replace<Inputs<'x' | 'dy'>, tf.Conv2DBackpropFilterAttrs>(
    'Conv2DBackpropFilter',
    ({ x, dy }, attrs) =>
      convolveFilterGradient(engine, x, dy, convInfo(x.shape, attrs.filterShape, attrs)),
  );
  replace<Inputs<'a' | 'b'>, tf.BatchMatMulAttrs>('BatchMatMul', (inputs, attrs) =>
    batchMatMul(engine, inputs, attrs),
  );
  replace<Inputs<'x' | 'filter'> & Epilogue, tf.Conv2DAttrs & Epilogue>(
    'FusedConv2D',
    ({ x, filter, ...bias }, attrs) => {
      const product = convolve(engine, x, filter, convInfo(x.shape, filter.shape, attrs));
      return finish(engine, product, { ...attrs, ...bias });
    },
  );
  replace<Inputs<'a' | 'b'> & Epilogue, tf.BatchMatMulAttrs & Epilogue>(
    '_FusedMatMul',
    ({ a, b, ...bias }, attrs) =>
      finish(engine, batchMatMul(engine, { a, b }, attrs), { ...attrs, ...bias }),
  );
  for (const name of ['Sum', 'Mean'] as const) {
    const kernel = reduction(engine, name, original(name));
    tf.unregisterKernel(name, 'wasm');
    tf.registerKernel({ kernelName: name, backendName: 'wasm', kernelFunc: kernel });
  }
  // tfjs copies, for every tensor that a gradient needs later; its other backends share, as this does.
  replace<Inputs<'x'>, object>('Identity', ({ x }) => {
    const { dataId, shape, dtype } = x;
    engine.backend.incRef(dataId);
    return { dataId, shape, dtype };
  });
  replace<Inputs<'x'>, tf.LeakyReluAttrs>('LeakyRelu', ({ x }, { alpha }) => {
    requireFloat('LeakyRelu', x);
    const y = engine.create(x.shape);
    engine.kernels.leakyRelu(engine.address(x), engine.address(y), sizeOf(x.shape), alpha);
    return y;
  });
  replace<Inputs<'x' | 'dy'>, tf.LeakyReluAttrs>(
    ourKernels.leakyReluGradient,
    ({ x, dy }, { alpha }) => {
      const dx = engine.create(x.shape);
      const [source, target] = [engine.address(dy), engine.address(dx)];
      engine.kernels.leakyReluGradient(engine.address(x), source, target, sizeOf(x.shape), alpha);
      return dx;
    },
  );
  replace<BatchNormInputs, BatchNormAttributes>(ourKernels.batchNormLeaky, (inputs, attrs) =>
    batchNormLeaky(engine, inputs, attrs),
  );
  replace<Parameters<typeof batchNormLeakyGradient>[1], BatchNormAttributes>(
    ourKernels.batchNormLeakyGradient,
    (inputs, attrs) => batchNormLeakyGradient(engine, inputs, attrs),
  );
  replace<AdamInputs, AdamAttributes>(ourKernels.adamStep, (inputs, attrs) =>
    adamStep(engine, inputs, attrs),
  );
  replace<Inputs<'average' | 'value'>, { decay: number }>(
    ourKernels.movingAverage,
    (inputs, attrs) => movingAverage(engine, inputs, attrs),
  );
}

function batchMatMul(
  engine: WasmEngine,
  { a, b }: Inputs<'a' | 'b'>,
  { transposeA, transposeB }: tf.BatchMatMulAttrs,
): tf.TensorInfo {
  requireFloat('BatchMatMul', a);
  requireFloat('BatchMatMul', b);
  const outer = tf.backend_util.assertAndGetBroadcastShape(
    a.shape.slice(0, -2),
    b.shape.slice(0, -2),
  );
  const out = multiply(engine, {
    a: { ...a, shape: [sizeOf(a.shape.slice(0, -2)), ...a.shape.slice(-2)] },
    b: { ...b, shape: [sizeOf(b.shape.slice(0, -2)), ...b.shape.slice(-2)] },
    transposeA,
    transposeB,
  });
  return { ...out, shape: [...outer, ...out.shape.slice(-2)] };
}

function convInfo(
  inputShape: number[],
  filterShape: number[],
  attrs: Pick<tf.Conv2DAttrs, 'strides' | 'pad' | 'dataFormat' | 'dimRoundingMode'> &
    Partial<Pick<tf.Conv2DAttrs, 'dilations'>>,
): tf.backend_util.Conv2DInfo {
  if (attrs.dataFormat !== undefined && attrs.dataFormat !== 'NHWC') {
    throw new Error(`convolution: expected the layout NHWC, got ${attrs.dataFormat}`);
  }
  return tf.backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    attrs.strides,
    attrs.dilations ?? 1,
    attrs.pad,
    attrs.dimRoundingMode,
  );
}

function requireFloat(kernel: string, tensor: tf.TensorInfo): void {
  if (tensor.dtype !== 'float32') {
    throw new Error(`${kernel}: expected float32, got ${tensor.dtype}`);
  }
}

function original(kernelName: string): tf.KernelFunc {
  const config = tf.getKernel(kernelName, 'wasm');
  if (config === undefined) throw new Error(`tfjs-backend-wasm has no kernel ${kernelName}`);
  return config.kernelFunc;
}

/** tfjs types kernels as taking any inputs and attributes; each knows its own. */
function replace<In, Attrs>(
  kernelName: string,
  kernel: (inputs: In, attrs: Attrs) => tf.TensorInfo | tf.TensorInfo[],
): void {
  if (tf.getKernel(kernelName, 'wasm') !== undefined) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => kernel(inputs as In, attrs as Attrs),
  });
}
