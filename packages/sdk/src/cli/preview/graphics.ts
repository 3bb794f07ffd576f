/** How images are drawn in this terminal. */
import { colorBits, type Terminal } from '../terminal.ts';
import { askTerminal } from './ask-terminal.ts';

export const graphicsKinds = ['kitty', 'iterm2', 'sixel', 'blocks'] as const;

export type Graphics = (typeof graphicsKinds)[number];

/** What `--preview` takes; false is `--no-preview`. */
export type PreviewWish = Graphics | 'auto' | false;

/** @returns undefined where images are not drawn */
export async function chooseGraphics(
  wish: PreviewWish,
  terminal: Terminal,
): Promise<Graphics | undefined> {
  if (wish !== 'auto') return wish === false ? undefined : wish;
  const { stdout, env } = terminal;
  if (stdout.isTTY !== true || env.TERM === 'dumb') return undefined;
  const byName = graphicsByName(env);
  if (byName !== undefined) return byName;
  const { kitty, sixel } = isDeafTo(env)
    ? { kitty: false, sixel: false }
    : await askTerminal(terminal);
  if (kitty) return 'kitty';
  if (sixel) return 'sixel';
  return colorBits(terminal, stdout) >= 8 ? 'blocks' : undefined;
}

/** What terminals say of themselves. Below tmux and screen it is said of the terminal outside, so they are asked. */
function graphicsByName(env: Terminal['env']): Graphics | undefined {
  if (isMultiplexed(env)) return undefined;
  // LC_ variables cross ssh, TERM_PROGRAM does not.
  const { TERM: term = '', TERM_PROGRAM: program = '', LC_TERMINAL: terminal = '' } = env;
  if (['iTerm.app', 'WezTerm'].includes(program) || terminal === 'iTerm2') return 'iterm2';
  if (term === 'xterm-kitty' || term === 'xterm-ghostty') return 'kitty';
  return undefined;
}

function isMultiplexed({ TMUX, STY }: Terminal['env']): boolean {
  return (TMUX ?? '') !== '' || (STY ?? '') !== '';
}

/** These print kitty's question instead of passing over it. */
function isDeafTo(env: Terminal['env']): boolean {
  return env.TERM === 'linux' || env.TERM_PROGRAM === 'Apple_Terminal';
}
