/** Runs the program in a page of a headless Chromium, which nothing drives: the page posts its answer. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { chromiumEnvironment } from '@comfy-edge/runtimes-under-test';
import { bundle } from './bundle.ts';
import type { Answer } from './digests.ts';
import { type File, servePage } from './page-server.ts';
import { type Job, silence, TIMEOUT_MS } from './runtime.ts';

const PAGE =
  '<!doctype html><link rel="icon" href="data:,"><script type="module" src="main.js"></script>';

export async function runInChromium(executable: string, job: Job): Promise<Answer> {
  const server = await servePage(await filesOf(job));
  const profile = await mkdtemp(join(tmpdir(), 'comfy-edge-chromium-'));
  const options = [
    '--headless',
    // The page is ours, and containers and root have no sandbox to give.
    '--no-sandbox',
    '--disable-gpu',
    `--user-data-dir=${profile}`,
    `--js-flags=${job.v8Flags.join(' ')}`,
  ];
  const chromium = spawn(executable, [...options, server.url], {
    env: chromiumEnvironment(executable),
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: TIMEOUT_MS,
  });
  const exit = once(chromium, 'exit');
  try {
    return await Promise.race([server.answer, text(chromium.stderr).then(silence)]);
  } finally {
    chromium.kill();
    await exit;
    server.close();
    await rm(profile, { recursive: true, maxRetries: 5 });
  }
}

async function filesOf({ models }: Job): Promise<Map<string, File>> {
  const { script, wasm } = await bundle('browser');
  const files = new Map<string, File>([
    ['/', { type: 'text/html', body: PAGE }],
    ['/main.js', { type: 'text/javascript', body: script }],
    ['/models.json', { type: 'application/json', body: JSON.stringify(models) }],
  ]);
  for (const [name, body] of wasm) files.set(`/${name}`, { type: 'application/wasm', body });
  return files;
}
