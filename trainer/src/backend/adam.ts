/**
 * Adam (Kingma & Ba 2015, arXiv:1412.6980, in the form of the end of its section 2: the bias
 * corrections folded into the step size) and the exponential moving average of weights, both
 * updating in place. tfjs's own optimizer makes some twelve tensors per variable and step, and its
 * state cannot be restored to the bit.
 */
import * as tf from '@tensorflow/tfjs-core';
import { ourKernels } from './wasm-kernels/names.ts';

export interface AdamOptions {
  readonly learningRate: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

interface Moments {
  readonly first: tf.Variable;
  readonly second: tf.Variable;
}

export class Adam {
  /** May be changed between steps: schedules live with the caller. */
  learningRate: number;
  readonly #beta1: number;
  readonly #beta2: number;
  readonly #epsilon: number;
  readonly #moments = new Map<string, Moments>();
  #step = 0;

  constructor({ learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamOptions) {
    this.learningRate = learningRate;
    this.#beta1 = beta1;
    this.#beta2 = beta2;
    this.#epsilon = epsilon;
  }

  /**
   * One update of every variable that has a gradient.
   *
   * @param variables each is updated in place
   * @param gradients by variable name, as `tf.variableGrads` gives them; stay the caller's
   */
  step(variables: readonly tf.Variable[], gradients: tf.NamedTensorMap): void {
    this.#step += 1;
    const [beta1, beta2, epsilon] = [this.#beta1, this.#beta2, this.#epsilon];
    const correction = Math.sqrt(1 - beta2 ** this.#step) / (1 - beta1 ** this.#step);
    const stepSize = this.learningRate * correction;
    for (const variable of variables) {
      const gradient = gradients[variable.name];
      if (gradient == null) continue;
      const { first, second } = this.#momentsOf(variable);
      update({ variable, gradient, first, second }, { stepSize, beta1, beta2, epsilon });
    }
  }

  /** Everything a later `restore` needs to go on to the bit: `step`, `<name>/m` and `<name>/v`. */
  state(): Map<string, Float32Array> {
    const state = new Map([['step', Float32Array.of(this.#step)]]);
    for (const [name, { first, second }] of this.#moments) {
      state.set(`${name}/m`, Float32Array.from(first.dataSync()));
      state.set(`${name}/v`, Float32Array.from(second.dataSync()));
    }
    return state;
  }

  /**
   * @param state what `state()` gave
   * @param variables those that will be stepped
   * @throws Error if a moment is missing its partner or its size is not the variable's
   */
  restore(state: ReadonlyMap<string, Float32Array>, variables: readonly tf.Variable[]): void {
    const step = state.get('step')?.[0];
    if (step === undefined) throw new Error('Adam state: expected an entry "step", got none');
    this.#step = step;
    for (const variable of variables) {
      const first = state.get(`${variable.name}/m`);
      const second = state.get(`${variable.name}/v`);
      if (first === undefined && second === undefined) continue; // Had no gradient yet.
      for (const moment of [first, second]) {
        if (moment?.length !== variable.size) {
          throw new Error(
            `Adam state of ${variable.name}: expected ${variable.size} values, got ${moment?.length ?? 'none'}`,
          );
        }
      }
      this.#forget(variable.name);
      this.#moments.set(variable.name, {
        first: ownedVariable(variable.shape, first),
        second: ownedVariable(variable.shape, second),
      });
    }
  }

  dispose(): void {
    for (const name of [...this.#moments.keys()]) this.#forget(name);
  }

  #momentsOf(variable: tf.Variable): Moments {
    const known = this.#moments.get(variable.name);
    if (known !== undefined) return known;
    const created = {
      first: ownedVariable(variable.shape),
      second: ownedVariable(variable.shape),
    };
    this.#moments.set(variable.name, created);
    return created;
  }

  #forget(name: string): void {
    const moments = this.#moments.get(name);
    moments?.first.dispose();
    moments?.second.dispose();
    this.#moments.delete(name);
  }
}

/** `shadow ← decay · shadow + (1 − decay) · variable`, in place. */
export function emaUpdate(shadow: tf.Variable, variable: tf.Tensor, decay: number): void {
  if (hasKernel(ourKernels.movingAverage)) {
    own(shadow);
    tf.engine().runKernel(
      ourKernels.movingAverage,
      { average: shadow, value: variable },
      { decay },
    );
    return;
  }
  tf.tidy(() => shadow.assign(tf.add(tf.mul(shadow, decay), tf.mul(variable, 1 - decay))));
}

interface UpdateInputs extends Moments {
  readonly variable: tf.Variable;
  readonly gradient: tf.Tensor;
}

interface UpdateFactors {
  readonly stepSize: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

function update({ variable, gradient, first, second }: UpdateInputs, factors: UpdateFactors): void {
  if (hasKernel(ourKernels.adamStep)) {
    for (const it of [variable, first, second]) own(it);
    const inputs = { variable, gradient, first, second };
    tf.engine().runKernel(ourKernels.adamStep, inputs, { ...factors });
    return;
  }
  const { stepSize, beta1, beta2, epsilon } = factors;
  tf.tidy(() => {
    first.assign(tf.add(tf.mul(first, beta1), tf.mul(gradient, 1 - beta1)));
    second.assign(tf.add(tf.mul(second, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
    const direction = tf.div(first, tf.add(tf.sqrt(second), epsilon));
    variable.assign(tf.sub(variable, tf.mul(direction, stepSize)));
  });
}

function hasKernel(name: string): boolean {
  return tf.getKernel(name, tf.getBackend()) !== undefined;
}

/**
 * Gives a variable values of its own. tfjs lets tensors share values (a variable and the tensor it
 * was made from, two variables assigned from one), which an update in place would change for all.
 */
function own(variable: tf.Variable): void {
  if (tf.backend().refCount(variable.dataId) === 1) return;
  const copy = tf.add(variable, 0);
  variable.assign(copy);
  copy.dispose();
}

function ownedVariable(shape: number[], values?: Float32Array): tf.Variable {
  const initial = values === undefined ? tf.zeros(shape) : tf.tensor(values, shape, 'float32');
  const variable = tf.variable(initial, false);
  initial.dispose();
  return variable;
}
