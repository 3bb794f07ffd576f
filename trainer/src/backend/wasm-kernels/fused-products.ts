/**
 * tfjs's products with bias and activation, which it runs outside of gradients: our product followed
 * by tfjs's own kernels. Replaced because theirs keep packed weights per tensor id (XNNPACK), which
 * an optimizer step in place leaves stale.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { WasmEngine } from './engine.ts';

export interface Epilogue {
  readonly bias?: tf.TensorInfo;
  readonly activation?: tf.fused.Activation;
  readonly preluActivationWeights?: tf.TensorInfo;
  readonly leakyreluAlpha?: number;
}

/** Takes `product` over: it is the result, or disposed. */
export function finish(
  engine: WasmEngine,
  product: tf.TensorInfo,
  { bias, activation = 'linear', preluActivationWeights, leakyreluAlpha = 0.2 }: Epilogue,
): tf.TensorInfo {
  const then = (kernel: string, input: tf.TensorInfo, inputs: object, attrs: object = {}) => {
    const output = call(engine, kernel, { ...inputs }, attrs);
    engine.dispose(input);
    return output;
  };
  const sum = bias === undefined ? product : then('Add', product, { a: product, b: bias });
  switch (activation) {
    case 'linear':
      return sum;
    case 'relu':
      return then('Relu', sum, { x: sum });
    case 'relu6':
      return then('Relu6', sum, { x: sum });
    case 'elu':
      return then('Elu', sum, { x: sum });
    case 'sigmoid':
      return then('Sigmoid', sum, { x: sum });
    case 'leakyrelu':
      return then('LeakyRelu', sum, { x: sum }, { alpha: leakyreluAlpha });
    case 'prelu':
      return then('Prelu', sum, { x: sum, alpha: preluActivationWeights });
    default:
      return activation satisfies never;
  }
}

function call(engine: WasmEngine, name: string, inputs: object, attrs: object): tf.TensorInfo {
  const config = tf.getKernel(name, 'wasm');
  if (config === undefined) throw new Error(`tfjs-backend-wasm has no kernel ${name}`);
  const output = config.kernelFunc({
    inputs: inputs as tf.NamedTensorInfoMap,
    attrs: attrs as tf.NamedAttrMap,
    backend: engine.backend,
  });
  if (Array.isArray(output)) throw new Error(`${name}: expected one result, got ${output.length}`);
  return output;
}
