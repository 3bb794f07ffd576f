/** From class and seed to pixels: the latent of the seed through a generator network. */
import { type LatentMove, latentVector, moveLatent } from '@comfy-edge/model';
import type { Engine } from './boot.ts';
import { EngineError } from './engine-error.ts';
import type { Image } from './pixels.ts';
import type { Plan } from './plan/plan.ts';
import type { ClassChoice } from './run/class-choice.ts';
import { Program, type ProgramNetwork, type ProgramOptions } from './run/program.ts';

export interface GenerateOptions {
  /** Index of the class, below the model's class count. */
  readonly classIndex: number;
  /** u32. */
  readonly seed: number;
  /** u32: another independent image of the same seed. */
  readonly index?: number;
  /** In [0, 1]: smaller is more typical and less varied. */
  readonly truncation?: number;
  /** Steps along directions, after truncation. */
  readonly moves?: readonly LatentMove[];
}

export class Generator {
  /** Size of every image. */
  readonly imageShape: {
    readonly height: number;
    readonly width: number;
    readonly channels: number;
  };
  readonly latentSize: number;
  readonly #program: Program;

  /**
   * @param network vector in, `[height, width, 1 or 3]` in [-1, 1] out
   * @throws EngineError `model_unsupported`, `budget_exceeded`
   * @throws ModelError for a network that is none
   */
  constructor(engine: Engine, network: ProgramNetwork, options: ProgramOptions = {}) {
    const program = new Program(engine, network, options);
    const { input, output } = program.plan;
    const [height, width, channels] = output.shape;
    if (input.shape.length !== 1 || width === undefined || (channels !== 1 && channels !== 3)) {
      program.dispose();
      throw new EngineError(
        'model_unsupported',
        `expected a vector in and [height, width, 1 or 3] out, got [${input.shape}] and [${output.shape}]`,
      );
    }
    this.#program = program;
    this.imageShape = { height, width, channels };
    this.latentSize = input.shape[0];
  }

  get classCount(): number {
    return this.plan.classCount;
  }

  get plan(): Plan {
    return this.#program.plan;
  }

  /**
   * One image, synchronously: its bytes depend on the options, the model and the engine alone.
   *
   * @throws RangeError for a class, seed, index or truncation out of range
   * @throws EngineError `not_finite`
   */
  generate(options: GenerateOptions): Image {
    return this.decode(this.#latentOf(options), options.classIndex);
  }

  /** Images `seed`, `seed + 1`, … modulo 2³²: the same bytes as each one asked for alone. */
  generateMany(options: GenerateOptions, count: number): Image[] {
    const latents = Array.from({ length: count }, (_, i) =>
      this.#latentOf({ ...options, seed: (options.seed + i) % 4294967296 }),
    );
    return this.decodeMany(latents, options.classIndex);
  }

  /** The image of any latent `[latentSize]`: interpolations, and what an encoder found. */
  decode(latent: Float32Array, choice: ClassChoice): Image {
    return this.decodeMany([latent], choice)[0] as Image;
  }

  /** As {@link Generator.decode}, several at once: they share every weight that is read. */
  decodeMany(latents: readonly Float32Array[], choice: ClassChoice): Image[] {
    const drawn = this.#program.draw(latents, choice);
    return drawn.map((pixels) => ({ pixels, ...this.imageShape }));
  }

  /**
   * What the network gives before it is rounded to bytes, `[height, width, channels]` f32 in [-1, 1];
   * `toBytes` makes the pixels of {@link Generator.generate} of it.
   */
  values(options: GenerateOptions): Float32Array {
    return this.valuesOf(this.#latentOf(options), options.classIndex);
  }

  /** As {@link Generator.values}, of any latent `[latentSize]`. */
  valuesOf(latent: Float32Array, choice: ClassChoice): Float32Array {
    return this.#program.runMany([latent], choice)[0] as Float32Array;
  }

  /** Frees its memory. */
  dispose(): void {
    this.#program.dispose();
  }

  #latentOf({ seed, index = 0, truncation = 1, moves = [] }: GenerateOptions): Float32Array {
    const latent = latentVector({ seed, index, size: this.latentSize, truncation });
    return moves.length === 0 ? latent : moveLatent(latent, moves);
  }
}
