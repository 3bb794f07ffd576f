/**
 * A training step as data: phases in order, each moving one network by one loss. One loop walks
 * them (see `train-step.ts`); nothing else decides what is trained when.
 *
 * The generator comes first and leaves its samples for the discriminator, which saves a forward
 * pass a step: both learn from the same images.
 */
import type { TrainConfig } from '../config/train-config.ts';
import { discriminatorPhase } from './discriminator-phase.ts';
import { encoderPhase } from './encoder-phase.ts';
import { generatorPhase } from './generator-phase.ts';
import type { Phase, Step } from './step.ts';

export function phasesOf(config: TrainConfig): readonly Phase[] {
  return [generatorPhase(config), discriminatorPhase(config), encoderPhase(config)];
}

export function isDue(phase: Phase, { number, share }: Pick<Step, 'number' | 'share'>): boolean {
  const every = phase.every(share);
  return every !== undefined && number % every === 0;
}
