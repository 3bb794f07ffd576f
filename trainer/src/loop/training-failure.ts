/**
 * Training that will come to nothing, and how its numbers show it: hours saved, and a message instead
 * of a grey sheet. A run that stops so keeps its last checkpoint, from before it.
 */
import type { TrainConfig } from '../config/train-config.ts';
import type { NetworkName } from './networks.ts';

/** A loss is no number any more, or gradients have exploded. */
export class TrainingDiverged extends Error {
  override readonly name = 'TrainingDiverged';
}

/** Every number is finite, and nothing is learned from them: one network has won, or samples are all alike. */
export class TrainingCollapsed extends Error {
  override readonly name = 'TrainingCollapsed';
}

type Guards = TrainConfig['guards'];

/** @throws TrainingDiverged naming the scalar and the rate to lower */
export function checkPhase(
  updates: NetworkName,
  scalars: Readonly<Record<string, number>>,
  { gradientNorm: most }: Guards,
): void {
  const remedy = `training diverged. Lower a learning rate (--set optimizer.${updates}Rate=…) and go on from the last checkpoint by --resume, or start anew.`;
  for (const [name, value] of Object.entries(scalars)) {
    if (Number.isFinite(value)) continue;
    throw new TrainingDiverged(
      `the ${updates}'s ${name}: expected a finite value, got ${value}: ${remedy}`,
    );
  }
  const norm = scalars.gradientNorm ?? 0;
  if (norm <= most) return;
  throw new TrainingDiverged(
    `the ${updates}'s gradients: expected a norm of at most ${most} (guards.gradientNorm), got ${norm.toPrecision(3)}: ${remedy}`,
  );
}

/** A hinge loss is exactly zero when everything is told apart; a logistic one never is. */
const nothing = 1e-4;

/**
 * @param idleSteps steps in a row, before this one, in which the discriminator had nothing to learn
 * @param adversity its loss, penalties left out
 * @returns the same with this step
 * @throws TrainingCollapsed when there were too many
 */
export function countIdleSteps(idleSteps: number, adversity: number, { idleSteps: most }: Guards) {
  if (adversity > nothing) return 0;
  if (idleSteps + 1 < most) return idleSteps + 1;
  throw new TrainingCollapsed(
    `the discriminator's loss: expected more than ${nothing} at least once in ${most} steps (guards.idleSteps), got ${adversity.toPrecision(3)}: it tells every sample from every real image, and the generator learns nothing. Lower --set optimizer.discriminatorRate=…, or let it see less: --set r1.gamma=1, discriminator.dropout, variation.kinds.`,
  );
}
