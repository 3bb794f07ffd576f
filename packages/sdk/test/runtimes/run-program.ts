/** Starts the program in a runtime, and waits for its answer. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { json, text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { chromiumEnvironment } from '@comfy-edge/runtimes-under-test';
import type { Job, Results } from './job.ts';

/** Longer than the slowest takes on a busy machine. */
const TIMEOUT_MS = 120_000;

export async function runProcess(
  executable: string,
  args: readonly string[],
  job: Job,
): Promise<Results> {
  const { stdout } = await promisify(execFile)(executable, [...args, JSON.stringify(job)], {
    timeout: TIMEOUT_MS,
    env: { ...process.env, DENO_NO_UPDATE_CHECK: '1' },
  });
  return JSON.parse(stdout);
}

/** @param directory a Worker as wrangler bundled it: `in-workerd.js` and the modules it imports */
export async function runWorkerd(
  executable: string,
  directory: string,
  compatibilityDate: string,
  job: Job,
): Promise<Results> {
  const names = (await readdir(directory)).filter((name) => /\.(js|wasm)$/.test(name));
  const modules = names
    .sort((a) => (a === 'in-workerd.js' ? -1 : 1))
    .map((name) =>
      name.endsWith('.wasm')
        ? `(name = "./${name}", wasm = embed "${name}")`
        : `(name = "${name}", esModule = embed "${name}")`,
    );
  await writeFile(
    join(directory, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      compatibilityDate = "${compatibilityDate}",
      modules = [${modules}],
      globalOutbound = "anywhere",
    )),
    (name = "anywhere", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`,
  );
  const workerd = spawn(executable, ['serve', 'config.capnp', '--control-fd=3'], {
    ...{ cwd: directory, timeout: TIMEOUT_MS },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [, , stderr, control] = workerd.stdio;
  const exit = once(workerd, 'exit');
  const complaint = text(stderr as Readable);
  try {
    const port = await listeningPort(control as Readable);
    if (port === undefined) throw new Error(`expected workerd to listen, got ${await complaint}`);
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body: JSON.stringify(job),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.ok) return (await response.json()) as Results;
    throw new Error(`expected results, got ${response.status}: ${await response.text()}`);
  } finally {
    workerd.kill();
    await exit;
  }
}

async function listeningPort(control: Readable): Promise<number | undefined> {
  for await (const line of createInterface({ input: control })) {
    const event: { event: string; port?: number } = JSON.parse(line);
    if (event.event === 'listen') return event.port;
  }
  return undefined;
}

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html' };
/** No CDN, no inline script, nothing but what a page needs that replays: WebAssembly. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src *";
const PAGE =
  '<!doctype html><link rel="icon" href="data:,"><script type="module" src="main.js"></script>';

export interface Pages {
  readonly origin: string;
  /** Runs the page of a folder in a browser. */
  run(chromium: string, directory: string, job: Job): Promise<Results>;
  close(): void;
}

/** An origin of its own, which the service has to let in. */
export async function openPages(): Promise<Pages> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    async run(chromium, directory, job) {
      const answer = serveOnce(server, directory, job);
      return await browse(chromium, origin, answer);
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function serveOnce(server: Server, directory: string, job: Job): Promise<Results> {
  server.removeAllListeners('request');
  return new Promise((resolve) => {
    server.on('request', async (request, response) => {
      const path = request.url ?? '/';
      if (path === '/answer') {
        resolve((await json(request)) as Results);
        response.end();
        return;
      }
      const body =
        path === '/'
          ? PAGE
          : path === '/job.json'
            ? JSON.stringify(job)
            : await readFile(join(directory, path)).catch(() => undefined);
      response.writeHead(body === undefined ? 404 : 200, {
        'Content-Type': path === '/' ? 'text/html' : (TYPES[extname(path)] ?? 'application/json'),
        'Content-Security-Policy': POLICY,
      });
      response.end(body);
    });
  });
}

async function browse(chromium: string, url: string, answer: Promise<Results>): Promise<Results> {
  const profile = await mkdtemp(join(tmpdir(), 'comfy-edge-chromium-'));
  // The page is ours, and containers and root have no sandbox to give.
  const options = ['--headless', '--no-sandbox', '--disable-gpu', '--enable-logging=stderr'];
  const browser = spawn(chromium, [...options, `--user-data-dir=${profile}`, `${url}/`], {
    env: chromiumEnvironment(chromium),
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: TIMEOUT_MS,
  });
  const exit = once(browser, 'exit');
  try {
    const silence = text(browser.stderr).then((complaint) => {
      throw new Error(`expected an answer of the page, got ${complaint.slice(-4000)}`);
    });
    silence.catch(() => undefined);
    return await Promise.race([answer, silence]);
  } finally {
    browser.kill();
    await exit;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
