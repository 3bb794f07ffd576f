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
      return dense(step, x as Tensor2D, parameters);
    case 'conv2d':
      return convolve(step, x as Tensor4D, parameters);
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

type StepOf<Op extends Step['op']> = Extract<Step, { op: Op }>;

function dense(step: StepOf<'dense'>, a: Tensor2D, parameters: ParameterLookup): Tensor {
  const b = parameters(step.kernel) as Tensor2D;
  const bias = step.bias === undefined ? undefined : (parameters(step.bias) as Tensor1D);
  const { gain, activation } = step;
  return tidy(() => {
    if (gain === undefined)
      return finish(fused.matMul({ a, b, ...epilogue(bias, activation) }), activation);
    const scaled = mul(fused.matMul({ a, b }), parameters(gain));
    const shifted = bias === undefined ? scaled : add(scaled, bias);
    return activation === undefined ? shifted : activate(shifted, activation);
  });
}

function convolve(step: StepOf<'conv2d'>, x: Tensor4D, parameters: ParameterLookup): Tensor {
  const filter = parameters(step.kernel) as Tensor4D;
  const bias = step.bias === undefined ? undefined : (parameters(step.bias) as Tensor1D);
  const { stride: strides, activation } = step;
  const pad = tfPadding(step.padding);
  return tidy(() =>
    finish(fused.conv2d({ x, filter, strides, pad, ...epilogue(bias, activation) }), activation),
  );
}

/** What the fused kernels do after the product; they lack tanh. */
function epilogue(bias: Tensor1D | undefined, activation: Activation | undefined) {
  return {
    ...(bias !== undefined && { bias }),
    ...(activation?.fn === 'relu' && { activation: 'relu' as const }),
    ...(activation?.fn === 'leakyRelu' && {
      activation: 'leakyrelu' as const,
      leakyreluAlpha: activation.slope,
    }),
  };
}

/** What they leave undone. */
function finish(y: Tensor, activation: Activation | undefined): Tensor {
  return activation?.fn === 'tanh' ? tanh(y) : y;
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
