/** A network ready to run: planned, its parameters uploaded. What a generator and an encoder share. */
import {
  dropDeadNodes,
  lowerTransposedConvolutions,
  type Network,
  sizeOf,
} from '@comfy-edge/model';
import type { Engine } from './boot.ts';
import { EngineError } from './engine-error.ts';
import { ParameterStore } from './parameter-store.ts';
import { type Plan, planGraph } from './plan.ts';
import { runPlan } from './run-plan.ts';

/** What one network may take of the WASM heap unless told otherwise: an isolate has 128 MB in all. */
export const DEFAULT_MAX_BYTES = 48 * 1024 * 1024;

export interface ProgramOptions {
  /** Bytes of the WASM heap, a bound for weights, classes held at once, and values together. */
  readonly maxBytes?: number;
}

export class Program {
  readonly plan: Plan;
  readonly #parameters: ParameterStore;

  /**
   * @param _engine proof that the backend runs
   * @throws EngineError `budget_exceeded`, `model_unsupported`
   * @throws ModelError for a network that is none
   */
  constructor(
    _engine: Engine,
    network: Network,
    { maxBytes = DEFAULT_MAX_BYTES }: ProgramOptions = {},
  ) {
    const lowered = lowerTransposedConvolutions(dropDeadNodes(network));
    this.plan = planGraph(lowered.graph);
    this.#parameters = new ParameterStore(this.plan, lowered.weights, maxBytes);
  }

  /** Classes whose parameters are in memory now. */
  get heldClasses(): readonly number[] {
    return this.#parameters.heldClasses;
  }

  /**
   * Runs one example, synchronously.
   *
   * @param input `[...plan.input.shape]` f32, row-major
   * @returns `[...plan.output.shape]` f32, row-major, finite
   * @throws RangeError for an input of another size or a class that is none
   * @throws EngineError `not_finite`
   */
  run(input: Float32Array, classIndex: number): Float32Array {
    const { classCount, input: expected } = this.plan;
    if (!Number.isInteger(classIndex) || classIndex < 0 || classIndex >= classCount) {
      throw new RangeError(`expected a class in [0, ${classCount - 1}], got ${classIndex}`);
    }
    if (input.length !== sizeOf(expected.shape)) {
      throw new RangeError(`expected ${sizeOf(expected.shape)} values, got ${input.length}`);
    }
    const output = runPlan(this.plan, this.#parameters.forClass(classIndex), input);
    const bad = output.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) {
      throw new EngineError('not_finite', `expected finite values, got ${output[bad]} at ${bad}`);
    }
    return output;
  }

  /** Frees every tensor; the program cannot be run afterwards. */
  dispose(): void {
    this.#parameters.dispose();
  }
}
