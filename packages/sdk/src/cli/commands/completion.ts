/** `comfy-edge completion`: what a shell needs to complete commands and options. */
import { Argument } from 'commander';
import { defineCommand } from '../command.ts';
import { completionScript, type Shell, shells } from '../completion-script.ts';

export const completion = defineCommand<object, [shell: Shell]>({
  name: 'completion',
  summary: 'Print a script that completes commands and options',
  arguments: [new Argument('<shell>', 'the shell').choices(shells)],
  examples: {
    'completion bash > ~/.local/share/bash-completion/completions/comfy-edge': 'bash',
    'completion zsh > "${fpath[1]}/_comfy-edge"': 'zsh',
    'completion fish > ~/.config/fish/completions/comfy-edge.fish': 'fish',
  },
  async run(session, _, shell) {
    const script = completionScript(session.program, shell);
    session.print({ json: { shell, script }, text: () => script });
    return undefined;
  },
});
