/** For tests: a dense layer laid out by its plan. */
import type { TestMemory } from '../test-memory.ts';
import type { RunConvolution } from './convolution.ts';
import { planDense, prepareDense } from './dense.ts';
import type { GenerationKernels } from './generation-kernels.ts';
import { PlacedLayer } from './placed-layer.fixture.ts';

/** @param kernel f32 `[inputs, units]` */
export function placeDense(
  memory: TestMemory<GenerationKernels>,
  inputs: number,
  images: number,
  kernel: Float32Array,
): PlacedLayer<RunConvolution> {
  const units = kernel.length / inputs;
  const plan = planDense(inputs, units, images);
  const shape = { images, pixels: 1, outPixels: 1, channels: inputs, filters: units };
  return new PlacedLayer(memory, shape, plan, kernel, (placement, staging) =>
    prepareDense(inputs, units, plan, placement, staging),
  );
}
