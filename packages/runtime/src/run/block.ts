/**
 * The memory of a plan: one block of the WASM heap, allocated once. What is the same for every image and
 * class (constants, rows, and later packed weights and tables) is written once, too.
 */
import { type Address, type Epilogue, pitchOf } from '@comfy-edge/kernels';
import type { Activation, StoredWeights } from '@comfy-edge/model';
import type { Engine } from '../boot.ts';
import { rowValues } from '../plan/class-row.ts';
import type { Plan } from '../plan/plan.ts';
import type { ClassBlend } from './class-choice.ts';

export class Block {
  readonly engine: Engine;
  readonly plan: Plan;
  /** Where it begins: as many zeros as the widest layer has channels. */
  readonly start: Address;
  readonly #rows = new Map<string, (classIndex: number) => Address>();

  /** @throws EngineError `budget_exceeded` when the heap has no room, `model_unsupported` for a missing weight */
  constructor(engine: Engine, plan: Plan, weights: StoredWeights) {
    this.engine = engine;
    this.plan = plan;
    this.start = engine.allocate(plan.memory.total);
    try {
      const { memory } = engine;
      const { constants, rows } = plan.memory;
      new Uint8Array(memory.buffer, this.start, constants + rows).fill(0);
      new Float32Array(memory.buffer, this.ones, constants / 8).fill(1);
      for (const row of plan.rows) {
        const pitch = pitchOf(row.channels);
        const copies = row.perClass ? plan.classCount : 1;
        const values = new Float32Array(memory.buffer, this.start + row.offset, copies * pitch);
        for (let copy = 0; copy < copies; copy++) {
          values.set(rowValues(weights, row, copy), copy * pitch);
        }
        const classBytes = row.perClass ? 4 * pitch : 0;
        this.#rows.set(row.name, (classIndex) => this.at(row.offset) + classIndex * classBytes);
      }
    } catch (error) {
      this.release();
      throw error;
    }
  }

  get zeros(): Address {
    return this.start;
  }

  get ones(): Address {
    return this.start + this.plan.memory.constants / 2;
  }

  at(offset: number): Address {
    return this.start + offset;
  }

  /** A row by name, for a class. */
  row(name: string): (classIndex: number) => Address {
    const row = this.#rows.get(name);
    if (row === undefined) throw new Error(`expected a row "${name}", got none`);
    return row;
  }

  /**
   * Writes the rows between those of two classes.
   *
   * @returns the index that stands for them until others are written
   */
  blend({ from, to, amount }: ClassBlend): number {
    const { classCount, rows } = this.plan;
    const { memory } = this.engine;
    for (const row of rows) {
      if (!row.perClass) continue;
      const size = pitchOf(row.channels);
      const valuesOf = (copy: number) =>
        new Float32Array(memory.buffer, this.at(row.offset) + 4 * copy * size, size);
      const [start, end, blended] = [valuesOf(from), valuesOf(to), valuesOf(classCount)];
      for (let channel = 0; channel < size; channel++) {
        blended[channel] =
          (1 - amount) * (start[channel] as number) + amount * (end[channel] as number);
      }
    }
    return classCount;
  }

  /** `leaky(x · gain + bias)` for a class; tanh is left to whoever asked. */
  epilogue({
    gain,
    bias,
    activation,
  }: {
    readonly gain?: string;
    readonly bias?: string;
    readonly activation?: Activation;
  }): (classIndex: number) => Epilogue {
    const gains = gain === undefined ? () => this.ones : this.row(gain);
    const biases = bias === undefined ? () => this.zeros : this.row(bias);
    const slope = slopeOf(activation);
    return (classIndex) => ({ gains: gains(classIndex), biases: biases(classIndex), slope });
  }

  release(): void {
    this.engine.release(this.start);
  }
}

/** Of the LeakyReLU that stands for an activation. */
function slopeOf(activation: Activation | undefined): number {
  switch (activation?.fn) {
    case 'relu':
      return 0;
    case 'leakyRelu':
      return activation.slope;
    case 'tanh':
    case undefined:
      return 1;
    default:
      return activation satisfies never;
  }
}
