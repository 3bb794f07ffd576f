/** The command line in this process, against a server of a test's own. */
import { runCli } from '../../src/cli/run-cli.ts';
import { type TestTerminalOptions, testTerminal } from './test-terminal.ts';

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Nothing of this process's environment reaches it. */
export async function run(
  words: readonly string[],
  options: TestTerminalOptions = {},
): Promise<Ran> {
  const { terminal, stdout, stderr } = testTerminal(options);
  const exitCode = await runCli(words, terminal);
  return { exitCode, stdout: stdout(), stderr: stderr() };
}
