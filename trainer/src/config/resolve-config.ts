/** From a preset's name, a file and what the command line overrides to a configuration. */
import { closest } from 'fastest-levenshtein';
import { type Fields, mergeFields } from './merge-fields.ts';
import { presets } from './presets.ts';
import { ConfigError, parseConfig, type TrainConfig } from './train-config.ts';

/** Fields with the name of where they come from, for messages. */
export interface ConfigSource {
  readonly origin: string;
  readonly fields: Fields;
}

/**
 * @param overrides `field.path=json`, e.g. `optimizer.generatorRate=0.001`; they win over `file`
 * @param file fields to replace in the preset
 * @throws ConfigError for an unknown preset or field, or a value that does not parse or fit
 */
export function resolveConfig(
  preset: string,
  overrides: readonly string[],
  file?: ConfigSource,
): TrainConfig {
  const names = presets.map((candidate) => candidate.preset);
  const base = presets.find((candidate) => candidate.preset === preset);
  if (base === undefined) {
    throw new ConfigError(
      `preset: expected one of ${names.join(', ')}, got ${preset}; did you mean ${closest(preset, names)}?`,
    );
  }
  const sources = [...(file === undefined ? [] : [file]), ...overrides.map(parseOverride)];
  return parseConfig(
    sources.reduce<Fields>((fields, source) => mergeFields(fields, source.fields, source.origin), {
      ...base,
    }),
  );
}

/** `optimizer.beta1=0.5` → `{ optimizer: { beta1: 0.5 } }` */
function parseOverride(override: string): ConfigSource {
  const at = override.indexOf('=');
  if (at < 1) throw new ConfigError(`--set: expected field.path=value, got ${override}`);
  const text = override.slice(at + 1);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = text;
  }
  const fields = override
    .slice(0, at)
    .split('.')
    .reduceRight<unknown>((inner, name) => Object.fromEntries([[name, inner]]), value);
  return { origin: `--set ${override}`, fields: fields as Fields };
}
