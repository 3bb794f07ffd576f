/** Completion, as shells that are here do it, and help that says everything. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { buildProgram } from '../../src/cli/run-cli.ts';
import { run } from './run.ts';
import { testTerminal } from './test-terminal.ts';

function leaves(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
}

const program = () => buildProgram(testTerminal({}).terminal, async () => {});

describe('bash completes', () => {
  test.each([
    [['m'], ['models']],
    [['models', 'ro'], ['rollback']],
    [['models', ''], expect.arrayContaining(['list', 'promote', 'canary', '--json'])],
    [['--json', 'keys', 're'], ['revoke']],
    [['generate', 'fashion-mnist', '--see'], ['--seed']],
    [['models', 'promote', 'm@c', '--fo'], ['--force']],
    [['models', 'promote', 'm@c', '--ur'], ['--url']],
  ])('%j', async (words, expected) => {
    const { stdout: script } = await run(['completion', 'bash']);
    const line = ['comfy-edge', ...words].map((word) => `'${word}'`).join(' ');
    const ask = `COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _comfy_edge; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = await promisify(execFile)('bash', ['-c', `${script}\n${ask}`]);
    expect(stdout.trim().split('\n')).toEqual(expected);
  });
});

test.each(['zsh', 'fish'])('%s gets every command', async (shell) => {
  const { exitCode, stdout } = await run(['completion', shell]);
  expect(exitCode).toBe(0);
  for (const leaf of leaves(program())) expect(stdout).toContain(leaf.name());
});

/** Splits as a shell does where words are quoted by double quotes at most. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

describe('the help of', () => {
  test.each(
    leaves(program()).map((leaf) => [path(leaf), leaf] as const),
  )('%s', async (name, leaf) => {
    if (leaf.name() === 'help') return;
    const { exitCode, stdout } = await run([...name.split(' '), '--help']);
    expect(exitCode).toBe(0);
    const examples = [...stdout.matchAll(/^ {2}comfy-edge (.*)$/gm)].map(([, line = '']) => line);
    expect(examples.length).toBeGreaterThan(0);
    // Every example is one that is understood, up to where it goes to another program.
    for (const example of examples) {
      let understood = '';
      const parsed = buildProgram(testTerminal({}).terminal, async (command) => {
        understood = path(command);
      });
      await parsed.parseAsync(wordsOf(example.replace(/ [|>].*$/, '')), { from: 'user' });
      expect(understood).toBe(name);
    }
  });
});

function path(command: Command): string {
  const { parent } = command;
  return parent === null || parent.parent === null
    ? command.name()
    : `${path(parent)} ${command.name()}`;
}

test('the help of everything names the exit codes', async () => {
  const { stdout } = await run(['--help']);
  for (const code of [0, 1, 2, 3, 70, 130, 141])
    expect(stdout).toMatch(new RegExp(`^ {2}${code} `, 'm'));
});
