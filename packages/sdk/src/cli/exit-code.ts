/**
 * How a command ends, for scripts. Above 128 is what shells report of a program that a signal ended; 70 is
 * EX_SOFTWARE of sysexits.h.
 */

export const exitCodes = {
  ok: 0,
  refused: 1,
  usage: 2,
  unavailable: 3,
  defect: 70,
  interrupted: 130,
  brokenPipe: 141,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** As `--help` prints it. */
export const exitCodeHelp = `
Exit codes:
  0    done
  1    the service said no, or something is not what it should be (verify, models diff)
  2    the command line is wrong, or a file that it names
  3    no answer to count on: unreachable, too slow, busy or failing; worth another try later
  70   a defect of this program
  130  interrupted (Ctrl-C)
  141  nobody reads what is printed any more`;
