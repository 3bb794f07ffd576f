/** The configuration that the flags of `npm run train` ask for. */
import { readConfigFile } from '../config/config-file.ts';
import { resolveConfig } from '../config/resolve-config.ts';
import { ConfigError, type TrainConfig } from '../config/train-config.ts';

export const defaultPreset = 'fashion-28';

export interface ConfigFlags {
  readonly preset?: string;
  readonly config?: string;
  readonly set: readonly string[];
  readonly epochs?: number;
  readonly seed?: number;
  readonly stopAtCfid?: number;
}

/**
 * The preset that `--preset` or the file names, then the file's fields, then the command line's.
 * @throws ConfigError
 */
export function configOfFlags(flags: ConfigFlags): TrainConfig {
  const { config: path, preset } = flags;
  const overrides = overridesOf(flags);
  if (path === undefined) return resolveConfig(preset ?? defaultPreset, overrides);
  const { preset: named, ...fields } = readConfigFile(path);
  const origin = `--config ${path}`;
  if (preset !== undefined && named !== undefined && named !== preset) {
    throw new ConfigError(`${origin}: expected preset ${preset} as by --preset, got ${named}`);
  }
  return resolveConfig(String(named ?? preset ?? defaultPreset), overrides, { origin, fields });
}

function overridesOf({ set, epochs, seed, stopAtCfid }: ConfigFlags): string[] {
  return [
    ...set,
    ...(epochs === undefined ? [] : [`epochs=${epochs}`]),
    ...(seed === undefined ? [] : [`seed=${seed}`]),
    ...(stopAtCfid === undefined ? [] : [`quality.stopAtCfid=${stopAtCfid}`]),
  ];
}
