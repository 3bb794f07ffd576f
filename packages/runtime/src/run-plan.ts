/**
 * Carries a plan out with tfjs's WASM kernels, one image at a time: an image's bytes then cannot
 * depend on the batch it is made in. Synchronous, and every tensor made here is freed here.
 *
 * Which kernels is settled by measurement: convolution and matrix product with bias and activation
 * fused (XNNPACK); `interleave` as a concatenation and two transposes of rank at most 4, which was
 * 4 to 50 times as fast as `depthToSpace` and as one transpose of rank 5. `tanh` is the WASM
 * backend's own, since `Math.tanh` differs from engine to engine.
 */
import type { Activation, Shape } from '@comfy-edge/model';
import {
  add,
  concat,
  fused,
  leakyRelu,
  mul,
  relu,
  reshape,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tanh,
  tensor,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import type { ParameterLookup } from './parameter-store.ts';
import type { ExplicitPadding, Plan, Step } from './plan.ts';

/**
 * @param input `[...plan.input.shape]` f32, row-major
 * @returns `[...plan.output.shape]` f32, row-major
 */
export function runPlan(
  plan: Plan,
  parameters: ParameterLookup,
  input: Float32Array,
): Float32Array {
  return tidy(() => {
    const values = new Map<string, Tensor>([
      [plan.input.id, tensor(input, withBatch(plan.input.shape), 'float32')],
    ]);
    const readValue = (id: string) => {
      const value = values.get(id);
      if (value === undefined) throw new Error(`expected a value "${id}", got none`);
      return value;
    };
    for (const step of plan.steps) {
      values.set(step.id, runStep(step, step.inputs.map(readValue), parameters));
      for (const id of step.releases) {
        readValue(id).dispose();
        values.delete(id);
      }
    }
    return readValue(plan.output.id).dataSync<'float32'>();
  });
}

function runStep(step: Step, inputs: readonly Tensor[], parameters: ParameterLookup): Tensor {
  const [x] = inputs;
  if (x === undefined) throw new Error(`"${step.id}": expected an input, got none`);
  switch (step.op) {
    case 'dense':
    case 'conv2d':
      return runKernel(step, x, parameters);
    case 'affine':
      return tidy(() => add(mul(x, parameters(step.scale)), parameters(step.offset)));
    case 'append':
      return tidy(() => concat([x, reshape(parameters(step.row), [1, -1])], 1));
    case 'activation':
      return activate(x, step.activation);
    case 'add':
      return tidy(() => add(x, inputs[1] ?? x));
    case 'reshape':
      return reshape(x, withBatch(step.shape));
    case 'interleave':
      return interleave(inputs, step.factor, step.shape);
    default:
      return step satisfies never;
  }
}

function runKernel(
  step: Extract<Step, { op: 'dense' | 'conv2d' }>,
  x: Tensor,
  parameters: ParameterLookup,
): Tensor {
  const bias = step.bias === undefined ? {} : { bias: parameters(step.bias) as Tensor1D };
  const epilogue = { ...bias, ...fusedActivation(step.activation) };
  const kernel = parameters(step.kernel);
  return tidy(() => {
    const y =
      step.op === 'dense'
        ? fused.matMul({ a: x as Tensor2D, b: kernel as Tensor2D, ...epilogue })
        : fused.conv2d({
            x: x as Tensor4D,
            filter: kernel as Tensor4D,
            strides: step.stride,
            pad: tfPadding(step.padding),
            ...epilogue,
          });
    return step.activation?.fn === 'tanh' ? tanh(y) : y;
  });
}

function tfPadding([top, left, bottom, right]: ExplicitPadding) {
  const none: [number, number] = [0, 0];
  const padding: [[number, number], [number, number], [number, number], [number, number]] = [
    none,
    [top, bottom],
    [left, right],
    none,
  ];
  return padding;
}

/** The part of the epilogue that the fused kernels have; they lack tanh. */
function fusedActivation(activation: Activation | undefined) {
  if (activation?.fn === 'relu') return { activation: 'relu' } as const;
  if (activation?.fn === 'leakyRelu') {
    return { activation: 'leakyrelu', leakyreluAlpha: activation.slope } as const;
  }
  return {};
}

function activate(x: Tensor, activation: Activation): Tensor {
  switch (activation.fn) {
    case 'relu':
      return relu(x);
    case 'leakyRelu':
      return leakyRelu(x, activation.slope);
    case 'tanh':
      return tanh(x);
    default:
      return activation satisfies never;
  }
}

/** `factor²` images `[1, height, width, channels]` → `[1, height · factor, width · factor, channels]`. */
function interleave(phases: readonly Tensor[], factor: number, shape: Shape): Tensor {
  const [outHeight = 1, outWidth = 1, channels = 1] = shape;
  const height = outHeight / factor;
  const width = outWidth / factor;
  return tidy(() => {
    const stacked = reshape(concat([...phases], 0), [factor, factor, height * width, channels]);
    const columns = transpose(stacked, [0, 2, 1, 3]); // [row, y · x, column, channels]
    const rows = transpose(reshape(columns, [factor, height, outWidth * channels]), [1, 0, 2]);
    return reshape(rows, withBatch(shape)); // rows: [y, row, x · column · channels]
  });
}

function withBatch(shape: Shape): number[] {
  return [1, ...shape];
}
