/** One phase of one step: loss, gradients, optimizer. */
import * as tf from '@tensorflow/tfjs-core';
import type { Adam } from '../backend/adam.ts';
import type { Phase, Step } from './phases.ts';

/** The loss stopped being a number. The last checkpoint is from before it. */
export class TrainingDiverged extends Error {
  override readonly name = 'TrainingDiverged';
}

/**
 * @returns the phase's scalars by name
 * @throws TrainingDiverged before anything was updated, if the loss is not finite
 */
export function runPhase(phase: Phase, step: Step, optimizer: Adam): Record<string, number> {
  const variables = step.networks.variablesOf(phase.updates);
  const kept: [string, tf.Scalar][] = [];
  const { value, grads } = tf.variableGrads(() => {
    const terms = phase.loss(step);
    for (const [name, scalar] of Object.entries(terms)) {
      kept.push([name, tf.keep(scalar.clone())]);
    }
    return terms.total;
  }, variables);
  const scalars = Object.fromEntries(
    kept.map(([name, scalar]) => [name, scalar.dataSync()[0] ?? 0]),
  );
  const bad = Object.entries(scalars).find(([, scalar]) => !Number.isFinite(scalar));
  if (bad === undefined) optimizer.step(variables, grads);
  tf.dispose([value, grads, kept.map(([, scalar]) => scalar)] as tf.TensorContainer);
  if (bad !== undefined) {
    throw new TrainingDiverged(
      `the ${phase.updates}'s ${bad[0]}: expected a finite value, got ${bad[1]}: training diverged. Lower a learning rate (--set optimizer.${phase.updates}Rate=…) and go on from the last checkpoint by --resume, or start anew.`,
    );
  }
  return scalars;
}
