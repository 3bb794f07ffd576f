/** The process around the command line: its exit codes as a shell sees them, signals, pipes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { json, problem, scriptedServer, silence } from '../scripted-server.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

function start(words: readonly string[], url: string) {
  const env = { PATH: process.env.PATH, COMFY_EDGE_URL: url, NODE_NO_WARNINGS: '1' };
  const child = spawn(process.execPath, [main, ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    text.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    text.stderr += chunk;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...text }));
  return { child, ended };
}

const health = { status: 'ready', engineId: 'e', parts: [], determinism: { state: 'unchanged' } };

test('0 where all is well', async () => {
  await using server = await scriptedServer(json(200, health));
  const ran = await start(['health', '--json'], server.url).ended;
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(ran.stdout)).toEqual(health);
});

test('1 where the service says no, with its line on stderr', async () => {
  await using server = await scriptedServer(problem(404, 'model_not_found'));
  expect(await start(['models', 'show', 'm'], server.url).ended).toEqual({
    ...{ code: 1, signal: null, stdout: '' },
    stderr: 'error: model_not_found: detail of model_not_found (request r-1)\n',
  });
});

test('Ctrl-C ends at once, by the signal itself, which shells call 130', async () => {
  await using server = await scriptedServer(silence);
  const { child, ended } = start(['health'], server.url);
  while (server.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const sentMs = performance.now();
  child.kill('SIGINT');
  expect(await ended).toEqual({ code: null, signal: 'SIGINT', stdout: '', stderr: '' });
  expect(performance.now() - sentMs).toBeLessThan(2_000);
});

test('141 where nobody reads any more, without a word', async () => {
  const entry = { id: 1, at: '', actor: 'a', action: 'alias.move', detail: {}, requestId: 'r' };
  const entries = Array.from({ length: 20_000 }, () => entry);
  await using server = await scriptedServer(json(200, { entries }));
  const { child, ended } = start(['audit', '--all'], server.url);
  child.stdout.once('data', () => child.stdout.destroy());
  expect(await ended).toMatchObject({ code: 141, stderr: '' });
});

test('a defect of ours is told with its stack, and ends with 70', async () => {
  await using server = await scriptedServer(json(200, { ...health, parts: 1 }));
  const ran = await start(['health'], server.url).ended;
  expect(ran).toMatchObject({ code: 70, stdout: '' });
  expect(ran.stderr).toMatch(/^comfy-edge: a defect of this program.*\nTypeError: .*\n {4}at /);
});
