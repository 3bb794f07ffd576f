/**
 * `--config FILE`: a configuration, or some fields of one, as JSON. `preset` in it names what it starts
 * from. The `config.json` of a run is one, and repeats that run.
 */
import { readFileSync } from 'node:fs';
import { type Fields, isGroup } from './merge-fields.ts';
import { ConfigError } from './train-config.ts';

/** @throws ConfigError if there is no such file, or it is not a JSON object */
export function readConfigFile(path: string): Fields {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`--config ${path}: expected a JSON file, got "${reason}"`, { cause });
  }
  if (!isGroup(json)) {
    throw new ConfigError(
      `--config ${path}: expected an object of fields, got ${JSON.stringify(json)}`,
    );
  }
  return json;
}
