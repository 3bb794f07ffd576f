/** A command of the repository: its options, its help, and its failure as one message and exit code. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { EngineError } from '@comfy-edge/runtime';
import { isComfyEdgeError } from '@comfy-edge/sdk';
import { ConfigError, PublishedModelError } from '@comfy-edge/trainer';

export interface Command<Options extends Record<string, string>, Flag extends string = never> {
  readonly usage: string;
  /** Options that are given or not, and take nothing. */
  readonly flags?: readonly Flag[];
  /** Every other option takes a text; here with their defaults. */
  readonly defaults: Options;
  /** The option that may be given without its name. */
  readonly positional?: keyof Options & string;
  readonly run: (options: Options & Readonly<Record<Flag, boolean>>) => Promise<void>;
}

/** Exit code 2: called wrongly; 1: failed. */
export async function runCommand<
  Options extends Record<string, string>,
  Flag extends string = never,
>(
  { usage, flags = [], defaults, positional, run }: Command<Options, Flag>,
  args: readonly string[] = process.argv.slice(2),
): Promise<void> {
  const config: ParseArgsOptionsConfig = { help: { type: 'boolean' } };
  for (const name of Object.keys(defaults)) config[name] = { type: 'string' };
  for (const flag of flags) config[flag] = { type: 'boolean' };
  let given: Record<string, unknown>;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: config,
      allowPositionals: positional !== undefined,
    });
    const [bare, ...others] = positionals;
    if (others.length > 0) throw new Error(`expected one argument, got "${positionals.join(' ')}"`);
    given =
      positional === undefined || bare === undefined ? values : { [positional]: bare, ...values };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    process.exitCode = 2;
    return;
  }
  if (given.help === true) {
    console.log(usage);
    return;
  }
  try {
    const absent = Object.fromEntries(flags.map((flag) => [flag, false])) as Record<Flag, boolean>;
    await run({ ...absent, ...defaults, ...given });
  } catch (error) {
    console.error(isExpected(error) ? error.message : error);
    process.exitCode = 1;
  }
}

/** Said on purpose, so the message is enough; anything else is a defect and shows where it is. */
function isExpected(error: unknown): error is Error {
  const expected = [ConfigError, EngineError, PublishedModelError];
  return (
    isComfyEdgeError(error) ||
    expected.some((known) => error instanceof known) ||
    (error instanceof Error && error.name === 'Error')
  );
}
