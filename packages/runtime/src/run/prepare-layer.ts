/** Layers with a kernel: weights brought into the layout of their algorithm, and what runs it. */
import {
  type Placement,
  prepareDense,
  prepareDirect,
  prepareFewOutputs,
  prepareWinograd,
  type RunConvolution,
} from '@comfy-edge/kernels';
import { type StoredWeights, sizeOf, weightOf } from '@comfy-edge/model';
import { EngineError } from '../engine-error.ts';
import { convolutionOf } from '../plan/convolution-of.ts';
import { type Step, valueBytes } from '../plan/plan.ts';
import type { Block } from './block.ts';
import type { RunStep } from './prepare-step.ts';
import { withStaged } from './stage-weights.ts';

type StepOf<Op extends Step['op']> = Extract<Step, { op: Op }>;

export function prepareDenseLayer(
  step: StepOf<'dense'>,
  block: Block,
  weights: StoredWeights,
): RunStep {
  const [input] = step.inputs;
  const size = sizeOf(input?.shape ?? []);
  const kernel = weightOf(weights, `${step.id}/kernel`);
  const layout = { channels: size, filters: step.units, filtersFirst: false };
  const run = withStaged(block, kernel, layout, (staging) =>
    prepareDense(size, step.units, step.plan, placementOf(step, block), staging),
  );
  return withEpilogue(run, step, block);
}

export function prepareConvolutionLayer(
  step: StepOf<'convolution'>,
  block: Block,
  weights: StoredWeights,
): RunStep {
  const { node, plan } = step;
  const convolution = convolutionOf(node, step.inputs[0]?.shape ?? step.shape);
  const { filters, channels } = convolution;
  const placement = placementOf(step, block);
  const kernel = weightOf(weights, `${node.id}/kernel`);
  const layout = { channels, filters, filtersFirst: node.op === 'convTranspose2d' };
  if (plan.algorithm !== 'few-outputs') {
    const run = withStaged(block, kernel, layout, (staging) =>
      plan.algorithm === 'winograd'
        ? prepareWinograd(convolution, plan, placement, staging)
        : prepareDirect(convolution, plan, placement, staging),
    );
    return withEpilogue(run, step, block);
  }
  const run = withStaged(block, kernel, layout, (staging) =>
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
