import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfigFile } from './config-file.ts';
import type { Fields } from './merge-fields.ts';
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
    ['fashion-82', [], /got fashion-82; did you mean fashion-28\?/],
    ['smoke', ['optimizer.beta=1'], /no field optimizer.beta; did you mean optimizer.beta1\?/],
    ['smoke', ['optimiser.beta1=1'], /no field optimiser; did you mean optimizer\?/],
    [
      'smoke',
      ['generatorRate=1'],
      /no field generatorRate; did you mean optimizer.generatorRate\?/,
    ],
    [
      'smoke',
      ['optimizer=1'],
      /optimizer: expected one of its fields \(optimizer.generatorRate, .*got 1/,
    ],
    ['smoke', ['__proto__.polluted=1'], /no field __proto__/],
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

describe('a configuration file', () => {
  const file = (fields: Fields) => ({ origin: 'mine.json', fields });

  it('is merged into the preset, and the command line into it', () => {
    const fields = { epochs: 7, optimizer: { beta1: 0.5, beta2: 0.9 } };
    const { epochs, optimizer } = resolveConfig('smoke', ['optimizer.beta2=0.8'], file(fields));
    expect(epochs).toBe(7);
    expect(optimizer).toMatchObject({ beta1: 0.5, beta2: 0.8, finalRate: 0.02 });
  });

  it('replaces a group of another kind whole', () => {
    const { generator } = resolveConfig('reference-28', []);
    expect(resolveConfig('smoke', [], file({ generator })).generator).toEqual(generator);
  });

  it('of a whole configuration gives that configuration', () => {
    const config = resolveConfig('smoke', ['seed=9', 'r1.every=3']);
    expect(resolveConfig('smoke', [], file(config))).toEqual(config);
  });

  it.each([
    [{ epoch: 3 }, /mine.json: there is no field epoch; did you mean epochs\?/],
    [{ epochs: -3 }, /epochs: .*>=1/],
    [{ generator: { kind: 'residual', width: 3 } }, /no field generator.width; did you mean/],
  ])('%j is refused', (fields, message) => {
    expect(() => resolveConfig('smoke', [], file(fields))).toThrow(message);
  });
});

describe('readConfigFile', () => {
  it.each([
    ['[1]', /expected an object of fields, got \[1\]/],
    ['{', /expected a JSON file, got/],
  ])('refuses %s', (text, message) => {
    const path = join(mkdtempSync(join(tmpdir(), 'config-')), 'c.json');
    writeFileSync(path, text);
    expect(() => readConfigFile(path)).toThrow(message);
    rmSync(dirname(path), { recursive: true });
    expect(() => readConfigFile(path)).toThrow(/expected a JSON file, got "ENOENT/);
  });
});

it('parseConfig names fields that do not belong', () => {
  expect(() => parseConfig({ ...resolveConfig('smoke', []), speed: 3 })).toThrow(/speed/);
});
