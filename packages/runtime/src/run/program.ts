/** A network ready to run: planned, its weights packed. What a generator and an encoder share. */
import {
  checkStoredWeights,
  dropDeadNodes,
  type Graph,
  type StoredTensor,
  sizeOf,
  type Tensor,
} from '@comfy-edge/model';
import type { Engine } from '../boot.ts';
import { EngineError } from '../engine-error.ts';
import { toBytes } from '../pixels.ts';
import { type Plan, planGraph, type Step, valueBytes } from '../plan/plan.ts';
import { Block } from './block.ts';
import { type ClassChoice, checkClassChoice } from './class-choice.ts';
import { prepareStep, type RunStep } from './prepare-step.ts';
import { readValues, writeValues } from './values.ts';

/** What one network may take of the WASM heap unless told otherwise: an isolate has 128 MB in all. */
export const DEFAULT_MAX_BYTES = 48 * 1024 * 1024;

/** A network whose weights are f32, or as they were stored. */
export interface ProgramNetwork {
  readonly graph: Graph;
  readonly weights: ReadonlyMap<string, Tensor | StoredTensor>;
}

export interface ProgramOptions {
  /** Bytes of the WASM heap, a bound for weights, tables and values together. */
  readonly maxBytes?: number;
  /** Called after each step of every batch: a profile of the layers is made of it. */
  readonly onStep?: (step: Step) => void;
}

export class Program {
  readonly plan: Plan;
  readonly #block: Block;
  readonly #steps: readonly RunStep[];
  #isDisposed = false;

  /**
   * @throws EngineError `budget_exceeded`, `model_unsupported`
   * @throws ModelError for a network that is none, and for weights that are missing or not finite
   */
  constructor(
    engine: Engine,
    network: ProgramNetwork,
    { maxBytes = DEFAULT_MAX_BYTES, onStep }: ProgramOptions = {},
  ) {
    const live = dropDeadNodes({ graph: network.graph, weights: asStored(network.weights) });
    checkStoredWeights(live.graph, live.weights);
    this.plan = planGraph(live.graph);
    checkMemory(this.plan, maxBytes);
    const block = new Block(engine, this.plan, live.weights);
    this.#block = block;
    try {
      this.#steps = this.plan.steps.map((step) => {
        const runStep = prepareStep(step, block, live.weights);
        if (onStep === undefined) return runStep;
        return (run) => {
          runStep(run);
          onStep(step);
        };
      });
    } catch (error) {
      block.release();
      throw error;
    }
  }

  /**
   * Runs one example, synchronously.
   *
   * @param input `[...plan.input.shape]` f32, row-major, finite
   * @returns `[...plan.output.shape]` f32, row-major, finite
   * @throws RangeError for an input of another size or a class that is none
   * @throws EngineError `not_finite`
   */
  run(input: Float32Array, choice: ClassChoice): Float32Array {
    return this.runMany([input], choice)[0] as Float32Array;
  }

  /** As {@link Program.run}, several of one class or blend: the same bits as one by one. */
  runMany(inputs: readonly Float32Array[], choice: ClassChoice): Float32Array[] {
    const { output } = this.plan;
    const { memory } = this.#block.engine;
    return this.#inBatches(inputs, choice, false, (image) => {
      const at = this.#block.at(output.offset) + image * valueBytes(output.shape);
      const values = readValues(memory, at, output.shape);
      const bad = values.findIndex((value) => !Number.isFinite(value));
      if (bad < 0) return values;
      throw new EngineError('not_finite', `expected finite values, got ${values[bad]} at ${bad}`);
    });
  }

  /** As {@link Program.runMany}, values in [-1, 1] as bytes (`pixels.ts`). */
  draw(inputs: readonly Float32Array[], choice: ClassChoice): Uint8Array[] {
    const { output, pixels, steps } = this.plan;
    const last = steps.at(-1);
    if (last?.op !== 'convolution' || last.plan.algorithm !== 'few-outputs') {
      return this.runMany(inputs, choice).map(toBytes);
    }
    const size = sizeOf(output.shape);
    const { memory } = this.#block.engine;
    return this.#inBatches(inputs, choice, true, (image) =>
      new Uint8Array(memory.buffer, this.#block.at(pixels) + image * size, size).slice(),
    );
  }

  /** Frees its memory; the program cannot be run afterwards. */
  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.#block.release();
  }

  #inBatches<T>(
    inputs: readonly Float32Array[],
    choice: ClassChoice,
    drawsPixels: boolean,
    read: (image: number) => T,
  ): T[] {
    if (this.#isDisposed) throw new Error('expected a program in use, got a disposed one');
    const { classCount, images, input, pixels } = this.plan;
    checkClassChoice(choice, classCount);
    for (const values of inputs) checkInput(values, sizeOf(input.shape));
    const classIndex = typeof choice === 'number' ? choice : this.#block.blend(choice);
    const results: T[] = [];
    for (let start = 0; start < inputs.length; start += images) {
      const batch = inputs.slice(start, start + images);
      batch.forEach((values, image) => {
        const at = this.#block.at(input.offset) + image * valueBytes(input.shape);
        writeValues(this.#block.engine.memory, at, input.shape, values);
      });
      const run = {
        images: batch.length,
        classIndex,
        pixels: drawsPixels ? this.#block.at(pixels) : 0,
      };
      for (const step of this.#steps) step(run);
      for (let image = 0; image < batch.length; image++) results.push(read(image));
    }
    return results;
  }
}

function checkMemory({ memory, multiplyAdds }: Plan, maxBytes: number): void {
  if (memory.total <= maxBytes) return;
  throw new EngineError(
    'budget_exceeded',
    `expected at most ${maxBytes} bytes, got ${memory.total}: ${memory.weights} of packed weights, ` +
      `${memory.arena} of values, ${memory.tables + memory.rows + memory.constants} of tables and rows, ` +
      `for ${multiplyAdds} multiply-adds an image`,
  );
}

/** Tensors without a type are f32. */
function asStored(weights: ProgramNetwork['weights']): Map<string, StoredTensor> {
  const stored = new Map<string, StoredTensor>();
  for (const [name, tensor] of weights) {
    stored.set(name, 'dtype' in tensor ? tensor : { dtype: 'F32', ...tensor });
  }
  return stored;
}

function checkInput(values: Float32Array, size: number): void {
  if (values.length !== size) {
    throw new RangeError(`expected ${size} values, got ${values.length}`);
  }
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return;
  throw new EngineError('not_finite', `expected finite values, got ${values[bad]} at ${bad}`);
}
