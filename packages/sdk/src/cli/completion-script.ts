/**
 * Scripts for shells, written from the tree of commands: which words may follow which. All of it stands in the
 * script, since a shell that asks this program at every key would wait for it.
 */
import type { Command } from 'commander';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** A command's place, `''` for the program itself, and the words that it takes. */
interface Place {
  /** `models diff` */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly summary: string }[];
  readonly options: readonly { readonly flag: string; readonly summary: string }[];
}

export function completionScript(program: Command, shell: Shell): string {
  const places = placesOf(program, '');
  switch (shell) {
    case 'bash':
      return bashScript(places);
    case 'zsh':
      return `#compdef comfy-edge\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(places)}`;
    case 'fish':
      return fishScript(places);
    default:
      return shell satisfies never;
  }
}

function placesOf(command: Command, path: string): Place[] {
  const commands = command.commands.map((it) => ({ name: it.name(), summary: it.summary() }));
  const flags = command.options.flatMap(({ long, description }) =>
    long ? [{ flag: long, summary: description }] : [],
  );
  const below = command.commands.flatMap((it) => placesOf(it, `${path} ${it.name()}`.trim()));
  return [
    { path, commands, options: [...flags, { flag: '--help', summary: 'how it is used' }] },
    ...below,
  ];
}

/** What was typed so far, without options, says which place it is. */
function bashScript(places: readonly Place[]): string {
  const globals = wordsOf(places[0]?.options ?? []);
  const cases = places.map(({ path, commands, options }) => {
    const words = [...commands.map(({ name }) => name), wordsOf(options)].join(' ');
    return `    '${path}') words='${words}' ;;`;
  });
  return `_comfy_edge() {
  local word place='' words=''
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$place $word" in
${places
  .slice(1)
  .map(({ path }) => `      ' ${path}'|'${path}') place='${path}' ;;`)
  .join('\n')}
    esac
  done
  case "$place" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words ${globals}" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _comfy_edge comfy-edge
`;
}

function wordsOf(options: Place['options']): string {
  return options.map(({ flag }) => flag).join(' ');
}

function fishScript(places: readonly Place[]): string {
  const lines = places.flatMap(({ path, commands, options }) => {
    const names = commands.map(({ name }) => name).join(' ');
    const seen = path.split(' ').filter((word) => word !== '');
    const inside = seen.map((word) => `__fish_seen_subcommand_from ${word}`);
    const notBelow = names === '' ? [] : [`not __fish_seen_subcommand_from ${names}`];
    const when = [...inside, ...notBelow].join('; and ');
    const condition = when === '' ? '' : ` -n '${when}'`;
    const isEverywhere = path === '' ? '' : condition;
    return [
      ...commands.map(({ name, summary }) => `${condition} -f -a ${name} -d '${quoted(summary)}'`),
      ...options.map(
        ({ flag, summary }) => `${isEverywhere} -l ${flag.slice(2)} -d '${quoted(summary)}'`,
      ),
    ];
  });
  return lines.map((line) => `complete -c comfy-edge${line}\n`).join('');
}

function quoted(text: string): string {
  return text.replace(/['\\]/g, '\\$&');
}
