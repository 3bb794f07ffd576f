/**
 * What one training step is given: a batch of real images and the noise for it, drawn for the whole
 * batch in one place, so that how many workers share the step changes no draw.
 */
import type { RandomStreamState } from '@comfy-edge/model';
import type { RunState } from './run-state.ts';
import { batchSize } from './schedule.ts';

export interface StepInputs {
  /** `[batch, height, width, channels]` in [-1, 1]. */
  readonly images: Float32Array;
  /** `[batch]`; samples are drawn for the same classes. */
  readonly labels: Int32Array;
  /** `[batch, latent]` standard normals. */
  readonly latent: Float32Array;
  /** `[batch, latent]` standard normals for drawing z' ~ q(z|x). */
  readonly posteriorNoise: Float32Array;
  /** Where the draws made inside the step's losses begin. */
  readonly dropoutMasks: RandomStreamState;
}

/** Takes the next batch and the noise for it from the run's streams. */
export function drawInputs(run: RunState): StepInputs {
  run.useBatchSize(batchSize(run.config, run.share));
  const { images, labels } = run.batches.next();
  const normals = () => run.noise.normals(labels.length * run.config.generator.latentSize);
  return {
    images,
    labels,
    latent: normals(),
    posteriorNoise: normals(),
    dropoutMasks: run.networks.dropoutMasks.state,
  };
}

/**
 * The part of a step's inputs that worker `rank` of `workers` takes: that share of the examples, and
 * for draws inside the losses a stream of its own (worker 0 goes on with the run's).
 */
export function sliceInputs(inputs: StepInputs, rank: number, workers: number): StepInputs {
  const share = <T extends Float32Array | Int32Array>(values: T) => {
    const size = values.length / workers;
    return values.slice(rank * size, (rank + 1) * size) as T;
  };
  const { seed, stream, counter } = inputs.dropoutMasks;
  return {
    images: share(inputs.images),
    labels: share(inputs.labels),
    latent: share(inputs.latent),
    posteriorNoise: share(inputs.posteriorNoise),
    dropoutMasks: { seed, stream: stream + rank * streamsPerWorker, counter },
  };
}

/** More than one run has streams (`networks.ts`), so that no two workers draw alike. */
const streamsPerWorker = 256;
