/** A product ready to run again and again: weights packed, tables written, in one block of the heap. */
import {
  type Address,
  type Placement,
  prepareDense,
  prepareDirect,
  prepareFewOutputs,
  prepareWinograd,
  type RunConvolution,
  type Staging,
} from '@comfy-edge/kernels';
import type { Engine } from '../boot.ts';
import type { LayerPlan } from './plan-layer.ts';
import { withStagedFilter } from './stage-filter.ts';
import { accessInput, accessOutput } from './tensor-access.ts';

/** Where the tensors of a call lie. */
interface Operands {
  readonly images: number;
  readonly input: Address;
  readonly output: Address;
  /** f32 `[filters]`, or undefined for none. */
  readonly bias: Address | undefined;
  /** Of the LeakyReLU that follows: 1 for none, 0 for ReLU. */
  readonly slope: number;
}

export interface Layer {
  readonly sizeBytes: number;
  run(operands: Operands): void;
  release(): void;
}

/**
 * @param filter where the weights lie; the layer does not read them again
 * @throws EngineError `budget_exceeded` when the heap has no room
 */
export function prepareLayer(engine: Engine, plan: LayerPlan, filter: Address): Layer {
  const start = engine.allocate(plan.sizeBytes);
  const release = () => engine.release(start);
  try {
    return { sizeBytes: plan.sizeBytes, run: prepareRun(engine, plan, start, filter), release };
  } catch (error) {
    release();
    throw error;
  }
}

function prepareRun(
  engine: Engine,
  plan: LayerPlan,
  start: Address,
  filter: Address,
): Layer['run'] {
  const { kernels, memory } = engine;
  const { geometry, offsets, inputBytes, outputBytes } = plan;
  const { channels, filters } = geometry;
  const zeros = start + offsets.zeros;
  const ones = start + offsets.ones;
  const biases = start + offsets.biases;
  new Uint8Array(memory.buffer, start, offsets.weights).fill(0);
  new Float32Array(memory.buffer, ones, (offsets.biases - offsets.ones) / 4).fill(1);

  const tables = { start: start + offsets.tables, sizeBytes: plan.algorithm.tableBytes };
  // Behind the block: none of its own addresses is there.
  const nowhere = start + plan.sizeBytes;
  const input = {
    start: offsets.input === undefined ? nowhere : start + offsets.input,
    isCopy: offsets.input !== undefined,
    pixels: inputBytes / 4 / channels,
    channels,
  };
  const output = {
    start: offsets.output === undefined ? nowhere + inputBytes : start + offsets.output,
    isCopy: offsets.output !== undefined,
    pixels: outputBytes / 4 / filters,
    channels: filters,
  };
  const placement = {
    ...{ kernels, memory, zeros, input: input.start, output: output.start, tables: tables.start },
    ...{ weights: start + offsets.weights, scratch: start + offsets.scratch },
  };
  const run = withStagedFilter(engine, geometry, filter, (staging) =>
    prepareKernels(plan, placement, staging),
  );
  const load = accessInput(engine, tables, input);
  const store = accessOutput(engine, tables, output);

  return (operands) => {
    const { bias, slope } = operands;
    if (bias !== undefined) {
      new Uint8Array(memory.buffer).copyWithin(biases, bias, bias + 4 * filters);
    }
    const epilogue = { gains: ones, biases: bias === undefined ? zeros : biases, slope };
    for (let image = 0; image < operands.images; image++) {
      const target = operands.output + image * outputBytes;
      load(operands.input + image * inputBytes);
      store.before(target);
      run(1, epilogue);
      store.after(target);
    }
  };
}

function prepareKernels(
  { convolution, algorithm: plan }: LayerPlan,
  placement: Placement,
  staging: Staging,
): RunConvolution {
  switch (plan.algorithm) {
    case 'dense': {
      const { channels, filters } = convolution;
      return prepareDense(channels, filters, plan, placement, staging);
    }
    case 'direct':
      return prepareDirect(convolution, plan, placement, staging);
    case 'winograd':
      return prepareWinograd(convolution, plan, placement, staging);
    case 'few-outputs': {
      const run = prepareFewOutputs(convolution, plan, placement, staging);
      return (images, epilogue) => {
        run(images, epilogue, false, 0);
      };
    }
    default:
      return plan satisfies never;
  }
}
