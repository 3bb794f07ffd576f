/** One function a step that carries it out, with everything that can be settled beforehand settled. */
import { type Address, pitchOf } from '@comfy-edge/kernels';
import { type StoredWeights, sizeOf } from '@comfy-edge/model';
import { type Step, valueBytes } from '../plan/plan.ts';
import type { Block } from './block.ts';
import { interleave } from './interleave.ts';
import { prepareConvolutionLayer, prepareDenseLayer } from './prepare-layer.ts';
import { readValues, writeValues } from './values.ts';

interface Run {
  /** At most as many as the plan computes at once. */
  readonly images: number;
  readonly classIndex: number;
  /** Where the last layer puts bytes, or 0 for nowhere. */
  readonly pixels: Address;
}

/** @throws EngineError `not_finite` */
export type RunStep = (run: Run) => void;

/** @throws ModelError `weights_invalid` for a weight that is not there */
export function prepareStep(step: Step, block: Block, weights: StoredWeights): RunStep {
  const { memory, kernels } = block.engine;
  const output = block.at(step.offset);
  const outputBytes = valueBytes(step.shape);
  const [first, second] = step.inputs;
  if (first === undefined) throw new Error(`"${step.id}": expected an input, got none`);
  const input = block.at(first.offset);
  const inputBytes = valueBytes(first.shape);
  switch (step.op) {
    case 'dense':
      return prepareDenseLayer(step, block, weights);
    case 'convolution':
      return prepareConvolutionLayer(step, block, weights);
    case 'activation':
      if (step.activation.fn === 'tanh') {
        return ({ images }) => kernels.tanhValues(input, output, images * outputBytes);
      }
      return scaleShift(step, block, input);
    case 'affine':
      return scaleShift(step, block, input);
    case 'add': {
      const other = second === undefined ? input : block.at(second.offset);
      return ({ images }) => kernels.addValues(input, other, output, images * outputBytes);
    }
    case 'append': {
      const row = block.row(step.row);
      const size = sizeOf(first.shape);
      const added = sizeOf(step.shape) - size;
      return forEachImage((image, { classIndex }) => {
        const values = new Float32Array(memory.buffer);
        const to = (output + image * outputBytes) / 4;
        const from = (input + image * inputBytes) / 4;
        values.copyWithin(to, from, from + size);
        values.copyWithin(to + size, row(classIndex) / 4, row(classIndex) / 4 + added);
      });
    }
    case 'reshape':
      if (!step.copies) return () => {};
      return forEachImage((image) => {
        const values = readValues(memory, input + image * inputBytes, first.shape);
        writeValues(memory, output + image * outputBytes, step.shape, values);
      });
    case 'interleave':
      return forEachImage((image) => {
        const phases = step.inputs.map(({ offset, shape }) =>
          readValues(memory, block.at(offset) + image * inputBytes, shape),
        );
        const values = interleave(phases, step.factor, step.shape);
        writeValues(memory, output + image * outputBytes, step.shape, values);
      });
    default:
      return step satisfies never;
  }
}

/** `leaky(x · gain + bias)` by channel. */
function scaleShift(
  step: Extract<Step, { op: 'affine' | 'activation' }>,
  block: Block,
  input: Address,
): RunStep {
  const epilogue = block.epilogue(step);
  const panelCount = pitchOf(step.shape.at(-1) ?? 1) / 8;
  const pixels = valueBytes(step.shape) / 32 / panelCount;
  const output = block.at(step.offset);
  return ({ images, classIndex }) => {
    const { gains, biases, slope } = epilogue(classIndex);
    block.engine.kernels.scaleShift(
      input,
      output,
      images * pixels,
      panelCount,
      gains,
      biases,
      slope,
    );
  };
}

function forEachImage(visit: (image: number, run: Run) => void): RunStep {
  return (run) => {
    for (let image = 0; image < run.images; image++) visit(image, run);
  };
}
