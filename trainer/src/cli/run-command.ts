/**
 * How a command of the trainer ends: what a person can mend as one message and exit code 1, everything
 * else with its stack, since it is a defect.
 */
import type { Command } from 'commander';

type ErrorClass = abstract new (...args: never) => Error;

export interface CommandFailures {
  /** Whose messages say what to do. A full disk or a missing permission always counts as one. */
  readonly expected: readonly ErrorClass[];
  /** What to do after a system error, which does not say so itself. */
  readonly afterSystemError?: string;
}

/** Parses the command line and runs; ends with the process's exit code set. */
export async function runCommand(
  command: Command,
  { expected, afterSystemError }: CommandFailures,
): Promise<void> {
  try {
    await command.parseAsync();
  } catch (error) {
    const isSystem = isSystemError(error);
    if (!isSystem && !expected.some((known) => error instanceof known)) throw error;
    const remedy = isSystem && afterSystemError !== undefined ? `. ${afterSystemError}` : '';
    console.error(`error: ${(error as Error).message}${remedy}`);
    process.exitCode = 1;
  }
}

/** Of the machine, not of ours. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
