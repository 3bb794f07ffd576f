/** What workers found out on their parts of a batch, averaged through shared memory. */
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
      const given = Object.entries(gradients).filter(([, gradient]) => gradient != null);
      const vectors = given.map(([, gradient]) => Float32Array.from(gradient.dataSync()));
      const shapes = given.map(([, { shape }]) => shape);
      tf.dispose(given.map(([, gradient]) => gradient));
      const values = Float32Array.from(Object.values(scalars));
      await shared.mean([...vectors, values]);
      return {
        gradients: Object.fromEntries(
          given.map(([name], index) => [name, tensorOf(vectors[index], shapes[index])]),
        ),
        scalars: Object.fromEntries(
          Object.keys(scalars).map((name, index) => [name, values[index] ?? Number.NaN]),
        ),
      } satisfies Findings;
    },
  };
}

function tensorOf(values = new Float32Array(), shape: number[] = []): tf.Tensor {
  return tf.tensor(values, shape);
}
