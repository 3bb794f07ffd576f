/**
 * A command as data: its name, what it takes, examples, and what it does. A file under `commands/` exports one;
 * `commands/index.ts` lists them.
 */
import { type Argument, Command, type Option } from 'commander';
import type { ExitCode } from './exit-code.ts';
import type { Session } from './session.ts';

export interface CommandSpec<Flags extends object, Args extends readonly unknown[]> {
  readonly name: string;
  readonly alias?: string;
  /** One line, as in the list of commands. */
  readonly summary: string;
  /** What else there is to know. */
  readonly more?: string;
  readonly arguments?: readonly Argument[];
  readonly options?: readonly Option[];
  /** Command lines behind `comfy-edge`, and what each does. */
  readonly examples: Readonly<Record<string, string>>;
  /** @returns how the process ends, where that is not with 0 */
  run(session: Session, flags: Flags, ...args: Args): Promise<ExitCode | undefined>;
}

/** Commands under one name. */
export interface GroupSpec {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly CommandFile[];
}

/** Runs an action within what surrounds every command. */
export type Surround = (
  command: Command,
  act: (session: Session) => Promise<ExitCode | undefined>,
) => Promise<void>;

/** A command, or a group of them, ready to be hung below another. */
export type CommandFile = (parent: Command, surround: Surround) => Command;

export function defineCommand<Flags extends object, Args extends readonly unknown[] = []>(
  spec: CommandSpec<Flags, Args>,
): CommandFile {
  return (parent, surround) => {
    const command = new Command(spec.name).copyInheritedSettings(parent).summary(spec.summary);
    command.description(
      spec.more === undefined ? spec.summary : `${spec.summary}.\n\n${spec.more}`,
    );
    if (spec.alias !== undefined) command.alias(spec.alias);
    for (const argument of spec.arguments ?? []) command.addArgument(argument);
    for (const option of spec.options ?? []) command.addOption(option);
    command.addHelpText('after', exampleHelp(spec.examples));
    command.action((...given: unknown[]) => {
      // Commander hands over the arguments, then the options, then the command.
      const args = given.slice(0, -2) as unknown as Args;
      const flags = given.at(-2) as Flags;
      return surround(command, (session) => spec.run(session, flags, ...args));
    });
    parent.addCommand(command);
    return command;
  };
}

export function defineGroup({ name, summary, commands }: GroupSpec): CommandFile {
  return (parent, surround) => {
    const group = new Command(name).copyInheritedSettings(parent).description(summary);
    for (const add of commands) add(group, surround);
    parent.addCommand(group);
    return group;
  };
}

function exampleHelp(examples: CommandSpec<object, []>['examples']): string {
  const lines = Object.entries(examples).map(
    ([line, meaning]) => `  # ${meaning}\n  comfy-edge ${line}`,
  );
  return `\nExamples:\n${lines.join('\n')}`;
}
