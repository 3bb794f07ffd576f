/** From pixels to the latent distribution q(z|x): the encoder half of the VAE. */
import type { Engine } from './boot.ts';
import { EngineError } from './engine-error.ts';
import { fromBytes, type Image } from './pixels.ts';
import type { Plan } from './plan/plan.ts';
import { Program, type ProgramNetwork, type ProgramOptions } from './run/program.ts';

/** The diagonal Gaussian q(z|x); both `[latentSize]` f32. */
export interface LatentDistribution {
  readonly mean: Float32Array;
  /** log σ². */
  readonly logVariance: Float32Array;
}

export class Encoder {
  /** Size of the images it takes. */
  readonly imageShape: {
    readonly height: number;
    readonly width: number;
    readonly channels: number;
  };
  readonly latentSize: number;
  readonly #program: Program;

  /**
   * @param network `[height, width, channels]` in [-1, 1] in, mean and log variance in one vector out
   * @throws EngineError `model_unsupported`, `budget_exceeded`
   * @throws ModelError for a network that is none
   */
  constructor(engine: Engine, network: ProgramNetwork, options: ProgramOptions = {}) {
    const program = new Program(engine, network, options);
    const { input, output } = program.plan;
    const [height, width, channels] = input.shape;
    if (
      width === undefined ||
      channels === undefined ||
      output.shape.length !== 1 ||
      output.shape[0] % 2 !== 0
    ) {
      program.dispose();
      throw new EngineError(
        'model_unsupported',
        `expected [height, width, channels] in and an even number of values out, got [${input.shape}] and [${output.shape}]`,
      );
    }
    this.#program = program;
    this.imageShape = { height, width, channels };
    this.latentSize = output.shape[0] / 2;
  }

  get plan(): Plan {
    return this.#program.plan;
  }

  /**
   * @param classIndex for an encoder that sees the class; ours do not
   * @throws RangeError for an image of another size or a class that is none
   * @throws EngineError `not_finite`
   */
  encode({ pixels, height, width, channels }: Image, classIndex = 0): LatentDistribution {
    const expected = this.#program.plan.input.shape.join('×');
    const actual = `${height}×${width}×${channels}`;
    if (actual !== expected) throw new RangeError(`expected ${expected} pixels, got ${actual}`);
    const values = this.#program.run(fromBytes(pixels), classIndex);
    return {
      mean: values.slice(0, this.latentSize),
      logVariance: values.slice(this.latentSize),
    };
  }

  /** Frees its memory. */
  dispose(): void {
    this.#program.dispose();
  }
}
