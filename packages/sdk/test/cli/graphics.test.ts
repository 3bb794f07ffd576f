/** Which terminal draws how. */
import { expect, test } from 'vitest';
import { chooseGraphics } from '../../src/cli/preview/graphics.ts';
import { testTerminal } from './test-terminal.ts';

const kittyYes = '\x1b_Gi=31;OK\x1b\\\x1b[?62;c';
const sixelYes = '\x1b[?62;4;22c';
const neither = '\x1b[?1;2c';

test.each([
  ['kitty, by its answer', {}, kittyYes, 'kitty'],
  ['sixel, by the device attributes', {}, sixelYes, 'sixel'],
  ['neither', {}, neither, 'blocks'],
  ['kitty refuses', {}, '\x1b_Gi=31;EINVAL:x\x1b\\\x1b[?62;c', 'blocks'],
  ['no answer at all', {}, undefined, 'blocks'],
  ['kitty, by its name', { TERM: 'xterm-kitty' }, undefined, 'kitty'],
  ['iTerm2, by its name', { TERM_PROGRAM: 'iTerm.app' }, undefined, 'iterm2'],
  ['iTerm2 behind ssh', { LC_TERMINAL: 'iTerm2' }, undefined, 'iterm2'],
  ['tmux in iTerm2', { LC_TERMINAL: 'iTerm2', TMUX: '/tmp/tmux-0' }, neither, 'blocks'],
  ['tmux with sixel', { TERM: 'tmux-256color', TMUX: '/tmp/tmux-0' }, sixelYes, 'sixel'],
  ['NO_COLOR', { NO_COLOR: '1' }, neither, undefined],
  ['NO_COLOR, with graphics', { NO_COLOR: '1' }, kittyYes, 'kitty'],
  ['a dumb one', { TERM: 'dumb' }, kittyYes, undefined],
  ['one that would print the question', { TERM_PROGRAM: 'Apple_Terminal' }, kittyYes, 'blocks'],
])('%s', async (_, env, answer, expected) => {
  const { terminal, modes } = testTerminal({
    ...{ isTTY: true, env },
    ...(answer !== undefined && { answer }),
  });
  expect(await chooseGraphics('auto', terminal)).toBe(expected);
  // Whatever was asked, the terminal is as it was.
  expect(modes).toEqual(modes.length === 0 ? [] : ['raw', 'cooked']);
});

test('a pipe gets no images, and is not asked', async () => {
  const { terminal, stdout } = testTerminal({ answer: kittyYes });
  expect(await chooseGraphics('auto', terminal)).toBeUndefined();
  expect(stdout()).toBe('');
});

test('what is wished for is done', async () => {
  const { terminal } = testTerminal({ isTTY: true, answer: kittyYes });
  expect(await chooseGraphics('sixel', terminal)).toBe('sixel');
  expect(await chooseGraphics(false, terminal)).toBeUndefined();
});

test('a terminal of few colours gets no half blocks', async () => {
  const { terminal } = testTerminal({ isTTY: true, colorBits: 4, answer: neither });
  expect(await chooseGraphics('auto', terminal)).toBeUndefined();
});
