/** The command line from its words to its exit code. */
import { Command, CommanderError } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import type { Surround } from './command.ts';
import { commands } from './commands/index.ts';
import { type ExitCode, exitCodeHelp, exitCodes } from './exit-code.ts';
import { failureJson, failureLine, failureOf } from './failure.ts';
import { paintFor } from './output/paint.ts';
import { Session } from './session.ts';
import { type GlobalFlags, globalOptions } from './settings.ts';
import { colorBits, type Terminal } from './terminal.ts';

/**
 * @param words what stands behind `comfy-edge`
 * @throws what is a defect
 */
export async function runCli(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.ok;
  const program = buildProgram(terminal, async (command, act) => {
    const session = new Session(terminal, program, command.optsWithGlobals<GlobalFlags>());
    exitCode = (await act(session)) ?? exitCodes.ok;
  });
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Help and version were printed by commander; without a command, help is what was wrong.
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok;
    if (error instanceof CommanderError && error.code === 'commander.help') return exitCodes.usage;
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    const { stderr } = terminal;
    const line = words.includes('--json')
      ? failureJson(failure)
      : paintFor(colorBits(terminal, stderr)).red(failureLine(failure));
    stderr.write(`${line}\n`);
    return failure.exitCode;
  }
}

/** All commands; each runs by `surround`. */
export function buildProgram(terminal: Terminal, surround: Surround): Command {
  const { stdout, stderr } = terminal;
  const program = new Command('comfy-edge')
    .description('Generate images at the edge, and operate the service that does.')
    .version(packageJson.version, '-V, --version')
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      // Told by `runCli`, in one line.
      outputError: () => {},
      getOutHelpWidth: () => stdout.columns ?? 80,
      getErrHelpWidth: () => stderr.columns ?? 80,
      getOutHasColors: () => colorBits(terminal, stdout) > 1,
      getErrHasColors: () => colorBits(terminal, stderr) > 1,
    })
    .addHelpText('after', exitCodeHelp);
  for (const option of globalOptions) program.addOption(option);
  for (const add of commands) add(program, surround);
  return program;
}
