/** One phase of one step: loss, gradients, their mean over the workers, optimizer. */
import * as tf from '@tensorflow/tfjs-core';
import type { Adam } from '../backend/adam.ts';
import type { Phase, Step } from './step.ts';
import { checkPhase } from './training-failure.ts';

/** What a phase found out on its part of the batch. */
export interface Findings {
  /** By variable name. */
  readonly gradients: tf.NamedTensorMap;
  readonly scalars: Readonly<Record<string, number>>;
}

/** Learners that share every batch: after `mean` all of them have the same findings, to the bit. */
export interface Averaging {
  readonly workers: number;
  /** The means over all workers. Takes the gradients it was given: it disposes them or gives them back. */
  mean(findings: Findings): Promise<Findings>;
}

/** One learner with the whole batch. */
export const alone: Averaging = {
  workers: 1,
  mean: (findings) => Promise.resolve(findings),
};

/**
 * Everything that decides by a gradient or a scalar does so after they are averaged: whatever one
 * worker decides, all decide.
 *
 * @returns the phase's scalars by name
 * @throws TrainingDiverged before anything was updated, if a number is not finite or too large
 */
export async function runPhase(
  phase: Phase,
  step: Step,
  optimizer: Adam,
  averaging = alone,
): Promise<Record<string, number>> {
  const variables = step.networks.variablesOf(phase.updates);
  const kept: [string, tf.Scalar][] = [];
  const { value, grads } = tf.variableGrads(() => {
    const terms = phase.loss(step);
    for (const [name, scalar] of Object.entries(terms)) {
      kept.push([name, tf.keep(scalar.clone())]);
    }
    return terms.total;
  }, variables);
  const own = Object.fromEntries(kept.map(([name, scalar]) => [name, scalar.dataSync()[0] ?? 0]));
  tf.dispose([value, kept.map(([, scalar]) => scalar)] as tf.TensorContainer);
  const { gradients, scalars } = await averaging.mean({ gradients: grads, scalars: own });
  const all = { ...scalars, gradientNorm: normOf(gradients) };
  try {
    checkPhase(phase.updates, all, step.guards);
    optimizer.step(variables, gradients);
  } finally {
    tf.dispose(gradients);
  }
  return all;
}

/** Euclidean norm of all gradients together; NaN or infinite where one of them is. */
function normOf(gradients: tf.NamedTensorMap): number {
  const squares = tf.tidy(() => {
    const given = Object.values(gradients).filter((gradient) => gradient != null);
    return tf.stack(given.map((gradient) => tf.sum(tf.square(gradient))));
  });
  const sum = squares.dataSync<'float32'>().reduce((total, square) => total + square, 0);
  squares.dispose();
  return Math.sqrt(sum);
}
