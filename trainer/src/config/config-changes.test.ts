import { expect, it } from 'vitest';
import { configChanges } from './config-changes.ts';
import { resolveConfig } from './resolve-config.ts';

it('names the fields that differ, with both values', () => {
  const before = resolveConfig('smoke', []);
  expect(configChanges(before, structuredClone(before))).toEqual([]);
  const after = resolveConfig('smoke', ['optimizer.beta1=0.5', 'generator.widths=[8,8,8]']);
  expect(configChanges(before, after)).toEqual([
    'generator.widths: [24,16,8] → [8,8,8]',
    'optimizer.beta1: 0 → 0.5',
  ]);
});
