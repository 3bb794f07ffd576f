/** What the first worker and the others say to each other; gradients go through shared memory. */
import type { Tensor } from '@comfy-edge/model';
import type { TrainConfig } from '../config/train-config.ts';
import type { DataFacts, Progress } from '../loop/learner.ts';
import type { StepInputs } from '../loop/step-inputs.ts';

/** Everything a worker begins with: a copy of the first one's learner, as a checkpoint keeps it. */
export interface ReplicaStart {
  /** From 1; the first worker is 0. */
  readonly rank: number;
  readonly workers: number;
  readonly config: TrainConfig;
  readonly data: DataFacts;
  readonly progress: Progress;
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** Of `SharedMean`. */
  readonly memory: SharedArrayBuffer;
}

export type ReplicaOrder =
  | { readonly kind: 'step'; readonly inputs: StepInputs }
  | { readonly kind: 'digest' };

export type ReplicaReport =
  | { readonly kind: 'ready' }
  | { readonly kind: 'digest'; readonly digest: string }
  | { readonly kind: 'failed'; readonly error: Error };
