import { describe, expect, it } from 'vitest';
import { presets } from './presets.ts';
import { resolveConfig } from './resolve-config.ts';
import { ConfigError, parseConfig } from './train-config.ts';

describe('resolveConfig', () => {
  it.each(presets)('$preset parses as it stands', (preset) => {
    expect(resolveConfig(preset.preset, [])).toEqual(preset);
  });

  it('overrides nested fields, numbers and arrays, and leaves the preset alone', () => {
    const config = resolveConfig('smoke', ['optimizer.beta1=0.5', 'discriminator.widths=[4,4]']);
    expect(config.optimizer.beta1).toBe(0.5);
    expect(config.discriminator.widths).toEqual([4, 4]);
    expect(resolveConfig('smoke', []).optimizer.beta1).toBe(0);
  });

  it.each([
    ['nope', [], /expected one of fashion-28, .*, got nope/],
    ['smoke', ['optimizer.rate=1'], /no field rate; expected one of generatorRate/],
    ['smoke', ['optimiser.beta1=1'], /no group optimiser/],
    ['smoke', ['__proto__.polluted=1'], /no group __proto__/],
    ['smoke', ['epochs'], /expected field.path=value, got epochs/],
    ['smoke', ['epochs=0'], /epochs: .*>=1/],
    ['smoke', ['epochs=ten'], /epochs: .*"ten"/],
    ['smoke', ['optimizer.generatorRate=-1'], /optimizer.generatorRate/],
    ['smoke', ['adversarial=wasserstein'], /adversarial: .*"nonSaturating"/],
  ] as const)('%s %j is refused with what was expected', (preset, overrides, message) => {
    const attempt = () => resolveConfig(preset, overrides);
    expect(attempt).toThrow(ConfigError);
    expect(attempt).toThrow(message);
  });
});

it('parseConfig names fields that do not belong', () => {
  expect(() => parseConfig({ ...resolveConfig('smoke', []), speed: 3 })).toThrow(/speed/);
});
