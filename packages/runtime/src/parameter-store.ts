/**
 * A plan's parameters as tensors in the WASM heap: shared ones are uploaded once, those of a class
 * when the class is first asked for. As many classes are kept as the budget has room for; the one
 * used longest ago goes first.
 */
import type { Weights } from '@comfy-edge/model';
import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { EngineError } from './engine-error.ts';
import { type Parameter, parameterValues, weightsRead } from './parameter.ts';
import type { Plan } from './plan.ts';

/** Looks a parameter up by name. The tensor belongs to the store. */
export type ParameterLookup = (name: string) => Tensor;

export class ParameterStore {
  /** Classes whose parameters are held at most. */
  readonly capacity: number;
  readonly #perClass: readonly Parameter[];
  /** Only the weights that classes are still made of: the shared ones live in the heap alone. */
  readonly #weights: Weights;
  readonly #shared: ReadonlyMap<string, Tensor>;
  /** By class, the one used longest ago first. */
  readonly #classes = new Map<number, ReadonlyMap<string, Tensor>>();

  /**
   * @param maxBytes what the plan may take of the WASM heap, all together
   * @throws EngineError `budget_exceeded` when not even one class fits
   */
  constructor(plan: Plan, weights: Weights, maxBytes: number) {
    const fixedBytes = plan.sharedBytes + plan.valueBytes;
    const room = maxBytes - fixedBytes;
    if (room < plan.classBytes) {
      throw new EngineError(
        'budget_exceeded',
        `expected at most ${maxBytes} bytes, got ${fixedBytes + plan.classBytes}`,
      );
    }
    this.capacity =
      plan.classBytes === 0
        ? plan.classCount
        : Math.min(plan.classCount, Math.floor(room / plan.classBytes));
    this.#perClass = plan.parameters.filter(({ perClass }) => perClass);
    const kept = new Set(this.#perClass.flatMap(({ recipe }) => weightsRead(recipe)));
    this.#weights = new Map([...weights].filter(([name]) => kept.has(name)));
    this.#shared = upload(
      plan.parameters.filter(({ perClass }) => !perClass),
      weights,
      0,
    );
  }

  /** Classes held now, the one used longest ago first. */
  get heldClasses(): readonly number[] {
    return [...this.#classes.keys()];
  }

  /** The parameters that one class runs with; valid until another class is asked for. */
  forClass(classIndex: number): ParameterLookup {
    const own = this.#takeClass(classIndex);
    return (name) => {
      const found = own.get(name) ?? this.#shared.get(name);
      if (found === undefined) throw new Error(`expected a parameter "${name}", got none`);
      return found;
    };
  }

  dispose(): void {
    for (const held of [this.#shared, ...this.#classes.values()]) disposeAll(held);
    this.#classes.clear();
  }

  #takeClass(classIndex: number): ReadonlyMap<string, Tensor> {
    const held = this.#classes.get(classIndex);
    if (held === undefined) this.#evictDownTo(this.capacity - 1);
    const taken = held ?? upload(this.#perClass, this.#weights, classIndex);
    this.#classes.delete(classIndex);
    this.#classes.set(classIndex, taken);
    return taken;
  }

  #evictDownTo(count: number): void {
    for (const [classIndex, held] of this.#classes) {
      if (this.#classes.size <= count) return;
      disposeAll(held);
      this.#classes.delete(classIndex);
    }
  }
}

function upload(
  parameters: readonly Parameter[],
  weights: Weights,
  classIndex: number,
): ReadonlyMap<string, Tensor> {
  return new Map(
    parameters.map((parameter) => [
      parameter.name,
      tensor(parameterValues(weights, parameter, classIndex), [...parameter.shape], 'float32'),
    ]),
  );
}

function disposeAll(tensors: ReadonlyMap<string, Tensor>): void {
  for (const held of tensors.values()) held.dispose();
}
