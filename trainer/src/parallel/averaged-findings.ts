/** What workers found out on their parts of a batch, averaged through shared memory. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Learner } from '../loop/learner.ts';
import { networkNames } from '../loop/networks.ts';
import type { Averaging, Findings } from '../loop/run-phase.ts';
import type { SharedMean } from './shared-mean.ts';

/** More scalars than any phase has. */
const scalarsAtMost = 64;

/** Numbers that a phase's gradients and scalars are at most. */
export function findingsLength({ networks }: Learner): number {
  const sizes = networkNames.map((name) =>
    networks.variablesOf(name).reduce((sum, { size }) => sum + size, 0),
  );
  return Math.max(...sizes) + scalarsAtMost;
}

export function averagingOf(shared: SharedMean, workers: number): Averaging {
  return {
    workers,
    async mean({ gradients, scalars }) {
      const backend = tf.backend() as BackendWasm;
      const given = Object.entries(gradients).filter(([, gradient]) => gradient != null);
      const averaged = given.map(([name, gradient]) => [name, owned(gradient)] as const);
      const values = Float32Array.from(Object.values(scalars));
      await shared.mean(() => [
        ...averaged.map(([, tensor]) => backend.typedArrayFromHeap(tensor) as Float32Array),
        values,
      ]);
      const names = Object.keys(scalars);
      return {
        gradients: Object.fromEntries(averaged),
        scalars: Object.fromEntries(names.map((name, index) => [name, values[index] ?? NaN])),
      } satisfies Findings;
    },
  };
}

/** The gradient in memory of its own, to be written in place: tfjs lets tensors share values. */
function owned(gradient: tf.Tensor): tf.Tensor {
  if (tf.backend().refCount(gradient.dataId) === 1) return gradient;
  const copy = tf.add(gradient, 0);
  gradient.dispose();
  return copy;
}
