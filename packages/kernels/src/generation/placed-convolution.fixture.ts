/** For tests: a convolution laid out by its plan, and random values for it. */
import { sample, type TestMemory } from '../test-memory.ts';
import type { ConvolutionCost, Placement, RunConvolution, Staging } from './convolution.ts';
import { defined } from './defined.fixture.ts';
import { planDirect, prepareDirect } from './direct.ts';
import { planFewOutputs, prepareFewOutputs, type RunFewOutputs } from './few-outputs.ts';
import type { GenerationKernels } from './generation-kernels.ts';
import { convolutionOf } from './geometry.fixture.ts';
import { PlacedLayer } from './placed-layer.fixture.ts';
import type { Geometry } from './reference/convolution.ts';
import { prepareWinograd } from './winograd.ts';
import { planWinograd } from './winograd-plan.ts';

type Memory = TestMemory<GenerationKernels>;
type PlacedConvolution = PlacedLayer<RunConvolution>;

export function placeDirect(
  memory: Memory,
  geometry: Geometry,
  images: number,
  kernel: Float32Array,
): PlacedConvolution {
  const convolution = convolutionOf(geometry);
  const plan = planDirect(convolution, images);
  return placeConvolution(memory, geometry, images, kernel, plan, (placement, staging) =>
    prepareDirect(convolution, plan, placement, staging),
  );
}

export function placeWinograd(
  memory: Memory,
  geometry: Geometry,
  images: number,
  kernel: Float32Array,
): PlacedConvolution {
  const convolution = convolutionOf(geometry);
  const plan = defined(planWinograd(convolution, images));
  return placeConvolution(memory, geometry, images, kernel, plan, (placement, staging) =>
    prepareWinograd(convolution, plan, placement, staging),
  );
}

export function placeFewOutputs(
  memory: Memory,
  geometry: Geometry,
  images: number,
  kernel: Float32Array,
): PlacedLayer<RunFewOutputs> {
  const convolution = convolutionOf(geometry);
  const plan = defined(planFewOutputs(convolution));
  return placeConvolution(memory, geometry, images, kernel, plan, (placement, staging) =>
    prepareFewOutputs(convolution, plan, placement, staging),
  );
}

export function placeConvolution<Run>(
  memory: Memory,
  { rows, columns, channels, filters }: Geometry,
  images: number,
  kernel: Float32Array,
  cost: ConvolutionCost,
  prepare: (placement: Placement, staging: Staging) => Run,
): PlacedLayer<Run> {
  const [pixels, outPixels] = [rows.size * columns.size, rows.outSize * columns.outSize];
  const shape = { images, pixels, outPixels, channels, filters };
  return new PlacedLayer(memory, shape, cost, kernel, prepare);
}

/** f32 `[kernelHeight, kernelWidth, channels, filters]` in (-1, 1). */
export function kernelOf(geometry: Geometry, seed: number): Float32Array {
  const { rows, columns, channels, filters } = geometry;
  return sample(rows.kernel * columns.kernel * channels * filters, seed);
}

/** Each f32 `[height, width, channels]` in (-1, 1). */
export function imagesOf(geometry: Geometry, count: number, seed: number): Float32Array[] {
  const { rows, columns, channels } = geometry;
  return Array.from({ length: count }, (_, image) =>
    sample(rows.size * columns.size * channels, seed + 10 + image),
  );
}
