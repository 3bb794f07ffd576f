/** Layers with a kernel: weights brought into the layout of their algorithm, and what runs it. */
import {
  type Address,
  type Placement,
  pitchOf,
  prepareDense,
  prepareDirect,
  prepareFewOutputs,
  prepareWinograd,
  type RunConvolution,
  STAGING_BYTES,
  type Staging,
} from '@comfy-edge/kernels';
import { sizeOf, type Weights } from '@comfy-edge/model';
import { EngineError } from '../engine-error.ts';
import { dataOf } from '../plan/class-row.ts';
import { convolutionOf } from '../plan/convolution-of.ts';
import { type Step, valueBytes } from '../plan/plan.ts';
import type { Block } from './block.ts';
import type { RunStep } from './prepare-step.ts';

type StepOf<Op extends Step['op']> = Extract<Step, { op: Op }>;

export function prepareDenseLayer(step: StepOf<'dense'>, block: Block, weights: Weights): RunStep {
  const [input] = step.inputs;
  const size = sizeOf(input?.shape ?? []);
  const source = dataOf(weights, `${step.id}/kernel`);
  const run = staged(block, source, step.units, (staging) =>
    prepareDense(size, step.units, step.plan, placementOf(step, block), staging),
  );
  return withEpilogue(run, step, block);
}

export function prepareConvolutionLayer(
  step: StepOf<'convolution'>,
  block: Block,
  weights: Weights,
): RunStep {
  const { node, plan } = step;
  const convolution = convolutionOf(node, step.inputs[0]?.shape ?? step.shape);
  const { filters, channels } = convolution;
  const placement = placementOf(step, block);
  const stored = dataOf(weights, `${node.id}/kernel`);
  const source = node.op === 'conv2d' ? stored : outputsLast(stored, filters, channels);
  if (plan.algorithm !== 'few-outputs') {
    const run = staged(block, source, filters, (staging) =>
      plan.algorithm === 'winograd'
        ? prepareWinograd(convolution, plan, placement, staging)
        : prepareDirect(convolution, plan, placement, staging),
    );
    return withEpilogue(run, step, block);
  }
  const run = staged(block, source, filters, (staging) =>
    prepareFewOutputs(convolution, plan, placement, staging),
  );
  const epilogue = block.epilogue(step);
  const isTanh = step.activation?.fn === 'tanh';
  return ({ images, classIndex, pixels }) => {
    if (run(images, epilogue(classIndex), isTanh, pixels)) return;
    throw new EngineError('not_finite', `"${step.id}": expected finite values, got others`);
  };
}

function placementOf(step: Step, block: Block): Placement {
  return {
    kernels: block.engine.kernels,
    memory: block.engine.memory,
    input: block.at(step.inputs[0]?.offset ?? 0),
    output: block.at(step.offset),
    weights: block.at(step.weights),
    tables: block.at(step.tables),
    scratch: block.at(step.scratch),
    zeros: block.zeros,
  };
}

/** Bias, gain and LeakyReLU are fused; tanh is a pass of its own. */
function withEpilogue(
  run: RunConvolution,
  step: StepOf<'dense' | 'convolution'>,
  block: Block,
): RunStep {
  const epilogue = block.epilogue(step);
  if (step.activation?.fn !== 'tanh') {
    return ({ images, classIndex }) => run(images, epilogue(classIndex));
  }
  const output = block.at(step.offset);
  return ({ images, classIndex }) => {
    run(images, epilogue(classIndex));
    block.engine.kernels.tanhValues(output, output, images * valueBytes(step.shape));
  };
}

/** Puts `[…, columns]` where kernels pack it from, columns filled up with zeros, for as long as that takes. */
function staged<T>(
  { engine }: Block,
  source: Float32Array,
  columns: number,
  prepare: (staging: Staging) => T,
): T {
  const pitch = pitchOf(columns);
  const length = (source.length / columns) * pitch;
  const workspace: Address = engine.allocate(STAGING_BYTES + 4 * length);
  try {
    const at = workspace + STAGING_BYTES;
    const view = new Float32Array(engine.memory.buffer, at, length);
    if (pitch === columns) {
      view.set(source);
    } else {
      view.fill(0);
      for (let from = 0, to = 0; from < source.length; from += columns, to += pitch) {
        for (let column = 0; column < columns; column++) {
          view[to + column] = source[from + column] as number;
        }
      }
    }
    return prepare({ workspace, source: at });
  } finally {
    engine.release(workspace);
  }
}

/** A transposed convolution's `[kernelHeight, kernelWidth, filters, channels]` → `[…, channels, filters]`. */
function outputsLast(kernel: Float32Array, filters: number, channels: number): Float32Array {
  const turned = new Float32Array(kernel.length);
  const tapSize = filters * channels;
  for (let tap = 0; tap < kernel.length; tap += tapSize) {
    for (let filter = 0; filter < filters; filter++) {
      for (let channel = 0; channel < channels; channel++) {
        const from = tap + filter * channels + channel;
        turned[tap + channel * filters + filter] = kernel[from] as number;
      }
    }
  }
  return turned;
}
