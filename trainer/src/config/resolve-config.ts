/** From a preset's name and what the command line overrides to a configuration. */
import { presets } from './presets.ts';
import { ConfigError, parseConfig, type TrainConfig } from './train-config.ts';

/**
 * @param overrides `field.path=json`, e.g. `optimizer.generatorRate=0.001`
 * @throws ConfigError for an unknown preset, or an override that does not parse or fit
 */
export function resolveConfig(preset: string, overrides: readonly string[]): TrainConfig {
  const base = presets.find((candidate) => candidate.preset === preset);
  if (base === undefined) {
    const known = presets.map((candidate) => candidate.preset).join(', ');
    throw new ConfigError(`preset: expected one of ${known}, got ${preset}`);
  }
  const config: Record<string, unknown> = structuredClone(base);
  for (const override of overrides) applyOverride(config, override);
  return parseConfig(config);
}

function applyOverride(config: Record<string, unknown>, override: string): void {
  const at = override.indexOf('=');
  if (at < 1) throw new ConfigError(`--set: expected field.path=value, got ${override}`);
  const path = override.slice(0, at).split('.');
  const last = path.pop() ?? '';
  let target = config;
  for (const key of path) {
    const next = Object.hasOwn(target, key) ? target[key] : undefined;
    if (typeof next !== 'object' || next === null) {
      throw new ConfigError(`--set ${override}: there is no group ${key}`);
    }
    target = next as Record<string, unknown>;
  }
  if (!Object.hasOwn(target, last)) {
    throw new ConfigError(
      `--set ${override}: there is no field ${last}; expected one of ${Object.keys(target).join(', ')}`,
    );
  }
  const text = override.slice(at + 1);
  try {
    target[last] = JSON.parse(text);
  } catch {
    target[last] = text;
  }
}
