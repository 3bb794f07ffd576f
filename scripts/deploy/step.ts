/**
 * A deployment as data: steps that each say what they make sure of, whether there is anything to do, and how
 * it is done, walked by one loop. Doing it again finds most of it done. Where a step fails, what earlier ones
 * can take back is taken back, the last first (sagas, García-Molina & Salem 1987).
 */

export interface Step {
  /** A word or two. */
  readonly name: string;
  /** What is so afterwards. */
  readonly ensures: string;
  /** The commands that it takes, for whoever reads the plan. */
  readonly commands: readonly string[];
  /** Asked when its turn comes, and not before. */
  readonly isNeeded: () => Promise<boolean>;
  /** @returns what was done */
  readonly perform: () => Promise<string>;
  /**
   * Takes back what `perform` did, as far as others saw it.
   *
   * @returns what is so again
   */
  readonly undo?: () => Promise<string>;
}

const columnWidth = 14;

/**
 * @param say gets a line a step
 * @throws Error of the step that failed; what was taken back is in its message
 */
export async function runSteps(steps: readonly Step[], say: (line: string) => void): Promise<void> {
  const done: Step[] = [];
  for (const step of steps) {
    try {
      if (await step.isNeeded()) {
        done.unshift(step);
        say(progressLine(step.name, await step.perform()));
      } else {
        say(progressLine(step.name, `as it is: ${step.ensures}`));
      }
    } catch (error) {
      say(progressLine(step.name, 'failed'));
      const outcomes = await undoAll(done, say);
      throw failureOf(step, error, outcomes);
    }
  }
}

/** The plan, for a reader without an account. */
export function describeSteps(steps: readonly Step[]): string {
  return steps
    .flatMap(({ name, ensures, commands }) => [
      progressLine(name, ensures),
      ...commands.map((command) => progressLine('', `$ ${command}`)),
    ])
    .join('\n');
}

/** Goes on where one cannot be taken back. */
async function undoAll(steps: readonly Step[], say: (line: string) => void): Promise<string[]> {
  const outcomes: string[] = [];
  for (const { undo } of steps) {
    if (undo === undefined) continue;
    const outcome = await undo().catch((error: unknown) => `NOT taken back: ${messageOf(error)}`);
    outcomes.push(outcome);
    say(progressLine('rollback', outcome));
  }
  return outcomes;
}

function failureOf({ name }: Step, cause: unknown, outcomes: readonly string[]): Error {
  const taken = outcomes.length === 0 ? [] : ['', 'Rolled back:', ...outcomes];
  return new Error([`${name}: ${messageOf(cause)}`, ...taken].join('\n'), { cause });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function progressLine(name: string, text: string): string {
  return `${name.padEnd(columnWidth)} ${text}`;
}
