/**
 * Runs the program in a workerd binary, without Miniflare, which drives workerds of its own age only: a
 * configuration (https://github.com/cloudflare/workerd/blob/main/src/workerd/server/workerd.capnp), a
 * port of workerd's choosing, one request.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { bundle } from './bundle.ts';
import type { Answer } from './digests.ts';
import { type Job, silence, TIMEOUT_MS } from './runtime.ts';

interface WorkerdJob extends Job {
  readonly compatibilityDate: string;
}

export async function runInWorkerd(executable: string, job: WorkerdJob): Promise<Answer> {
  const directory = await mkdtemp(join(tmpdir(), 'comfy-edge-workerd-'));
  await writeWorker(directory, job);
  const workerd = spawn(executable, ['serve', 'config.capnp', '--control-fd=3'], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT_MS,
  });
  const [, , stderr, control] = workerd.stdio;
  const exit = once(workerd, 'exit');
  try {
    const complaint = stderr instanceof Readable ? text(stderr) : '';
    const port = control instanceof Readable ? await listeningPort(control) : undefined;
    if (port === undefined) return silence(await complaint);
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body: JSON.stringify(job.models),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return response.ok ? ((await response.json()) as Answer) : silence(await response.text());
  } finally {
    workerd.kill();
    await exit;
    await rm(directory, { recursive: true });
  }
}

async function writeWorker(directory: string, { v8Flags, compatibilityDate }: WorkerdJob) {
  const { script, wasm } = await bundle('workerd');
  const modules = ['(name = "main.js", esModule = embed "main.js")'];
  for (const [name, bytes] of wasm) {
    await writeFile(join(directory, name), bytes);
    modules.push(`(name = "${name}", wasm = embed "${name}")`);
  }
  const config = `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  v8Flags = ${JSON.stringify(v8Flags)},
  services = [(name = "main", worker = (
    compatibilityDate = "${compatibilityDate}",
    modules = [${modules}],
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;
  await writeFile(join(directory, 'main.js'), script);
  await writeFile(join(directory, 'config.capnp'), config);
}

/** workerd tells its events to the control descriptor, one JSON object a line. */
async function listeningPort(control: Readable): Promise<number | undefined> {
  for await (const line of createInterface({ input: control })) {
    const event: { event: string; port?: number } = JSON.parse(line);
    if (event.event === 'listen') return event.port;
  }
  return undefined;
}
