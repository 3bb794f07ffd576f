import { expect, it } from 'vitest';
import { resolveConfig } from '../config/resolve-config.ts';
import { ladder, ladderPreset, overridesOf } from './ladder.ts';

it.each(ladder)('$name is a configuration, and another than the rung before', ({
  name,
  branch,
}) => {
  const at = ladder.findIndex((rung) => rung.name === name);
  const before = ladder.slice(0, at).findLast((rung) => rung.branch === undefined);
  const config = resolveConfig(ladderPreset, overridesOf(name));
  if (before === undefined) return;
  expect(config).not.toEqual(resolveConfig(ladderPreset, overridesOf(before.name)));
  expect(branch === undefined || at > 0).toBe(true);
});

it('ends at the networks and losses of fashion-28', () => {
  const last = ladder.findLast((rung) => rung.branch === undefined);
  const top = resolveConfig(ladderPreset, overridesOf(last?.name ?? ''));
  const ours = resolveConfig('fashion-28', []);
  const { warmupSteps: _, ...optimizer } = ours.optimizer;
  expect(top).toMatchObject({
    generator: ours.generator,
    discriminator: ours.discriminator,
    adversarial: ours.adversarial,
    batches: ours.batches,
    optimizer,
  });
});

it('leaves branches out of what stands above them', () => {
  expect(overridesOf('augmented').join()).not.toContain('r1.');
  expect(overridesOf('augmented')).toContain('adversarial=hinge');
});
