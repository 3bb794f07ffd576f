/**
 * For tests: a layer laid out in memory with exactly the bytes that its plan asks for, a guard behind each
 * part, and nothing but poison wherever a kernel has no business to read.
 */
import type { Region, TestMemory } from '../test-memory.ts';
import {
  type ConvolutionCost,
  type Placement,
  pitchOf,
  STAGING_BYTES,
  type Staging,
} from './convolution.ts';
import type { GenerationKernels } from './generation-kernels.ts';
import { stage } from './reference/weights.ts';

export interface LayerShape {
  readonly images: number;
  /** Of an image, and those of what becomes of it. */
  readonly pixels: number;
  readonly outPixels: number;
  readonly channels: number;
  readonly filters: number;
}

export class PlacedLayer<Run> {
  readonly run: Run;
  /** Where preparing has written, weights and tables left out. */
  readonly preparingStrays: readonly number[];
  readonly parts: Readonly<Record<'input' | 'output' | 'weights' | 'tables' | 'scratch', Region>>;
  readonly #memory: TestMemory<GenerationKernels>;
  readonly #shape: LayerShape;

  /** @param kernel f32 `[taps, channels, filters]` */
  constructor(
    memory: TestMemory<GenerationKernels>,
    shape: LayerShape,
    cost: ConvolutionCost,
    kernel: ArrayLike<number>,
    prepare: (placement: Placement, staging: Staging) => Run,
  ) {
    const { images, pixels, outPixels, channels, filters } = shape;
    this.#memory = memory;
    this.#shape = shape;
    this.parts = {
      input: memory.region(4 * images * pixels * pitchOf(channels)),
      output: memory.region(4 * images * outPixels * pitchOf(filters)),
      weights: memory.region(cost.weightBytes),
      tables: memory.region(cost.tableBytes),
      scratch: memory.region(cost.scratchBytes),
    };
    const zeros = memory.floats(new Float32Array(pitchOf(Math.max(channels, filters))));
    const workspace = memory.region(STAGING_BYTES);
    const staged = stagedKernel(kernel, shape);
    const source = { address: memory.floats(staged), sizeBytes: 4 * staged.length };
    const { input, output, weights, tables, scratch } = this.parts;
    const placement: Placement = {
      ...{ kernels: memory.kernels, memory: memory.memory, zeros },
      ...{ input: input.address, output: output.address, weights: weights.address },
      ...{ tables: tables.address, scratch: scratch.address },
    };
    const prepared: Run[] = [];
    this.preparingStrays = memory.strays(() => {
      prepared.push(prepare(placement, { source: source.address, workspace: workspace.address }));
    }, [weights, tables, workspace]);
    this.run = only(prepared);
    memory.poison(workspace);
    memory.poison(source);
  }

  /** Images `[pixels, channels]`, with zeros in what fills up; output and scratch become poison again. */
  write(images: readonly ArrayLike<number>[]): void {
    const { pixels, channels } = this.#shape;
    const { input, output, scratch } = this.parts;
    const pitch = pitchOf(channels);
    const values = new Float32Array(this.#memory.memory.buffer, input.address, input.sizeBytes / 4);
    values.fill(0);
    images.forEach((image, index) => {
      for (let at = 0; at < pixels * channels; at++) {
        const to = (index * pixels + Math.floor(at / channels)) * pitch + (at % channels);
        values[to] = image[at] ?? Number.NaN;
      }
    });
    this.#memory.poison(output);
    this.#memory.poison(scratch);
  }

  /**
   * What an image has become, f32 `[outPixels, filters]`.
   *
   * @throws Error when anything but zeros fills up the channels
   */
  read(image: number): Float32Array {
    const { outPixels, filters } = this.#shape;
    const pitch = pitchOf(filters);
    const address = this.parts.output.address + 4 * image * outPixels * pitch;
    const all = this.#memory.read(address, outPixels * pitch);
    const filling = all.filter((value, at) => at % pitch >= filters && value !== 0);
    if (filling.length > 0) throw new Error(`expected zeros to fill up, got ${filling.join(', ')}`);
    return Float32Array.from(all.filter((_, at) => at % pitch < filters));
  }

  /** Where `work` writes, output, scratch and what else is named left out. */
  strays(work: () => void, ...alsoWritable: Region[]): number[] {
    const { output, scratch } = this.parts;
    return this.#memory.strays(work, [output, scratch, ...alsoWritable]);
  }
}

function stagedKernel(kernel: ArrayLike<number>, { channels, filters }: LayerShape): number[] {
  const taps = kernel.length / channels / filters;
  return stage(kernel, { taps, channels, filters, filtersFirst: false }, pitchOf(filters));
}

function only<T>(values: readonly T[]): T {
  const [value] = values;
  if (value === undefined) throw new Error('expected a prepared layer, got none');
  return value;
}
