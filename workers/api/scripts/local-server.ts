/**
 * The real Worker on this machine: `wrangler dev`, which runs workerd with a local R2 and D1 in a directory.
 * What `npm start`, `npm run demo` and tests talk to. Listens on 127.0.0.1 alone.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { PublisherKey } from '@comfy-edge/model';
import { drawKeyText, hashKeyText, parseKeyText } from '../src/auth/key-text.ts';
import type { Scope } from '../src/auth/scopes.ts';
import { believePublisher } from './believe-publisher.ts';
import { createKey } from './create-key.ts';

export interface LocalServerOptions {
  /** The deployment's own; drawn unless it is given. */
  readonly adminKey?: string;
  /** Opens images by URL to requests without a key. */
  readonly publicImages?: boolean;
  /** 0 for any free one. */
  readonly port?: number;
  /** Directory of the object storage and the database; kept. Without it, `.wrangler/state` of this package. */
  readonly persistTo?: string;
  /** Further variables and secrets of the Worker. */
  readonly vars?: Readonly<Record<string, string>>;
  /** Gets what the server prints, logs of requests among it. */
  readonly onOutput?: (text: string) => void;
}

export interface LocalServer {
  /** Without a slash at its end. */
  readonly url: string;
  /** May do everything. */
  readonly adminKey: string;
  /** Makes a key with these scopes. */
  createKey(...scopes: Scope[]): Promise<string>;
  /** Draws a publisher's key, and has its signature believed. */
  believePublisher(): Promise<PublisherKey>;
  /** Stops the server and waits until it is gone. */
  close(): Promise<void>;
}

const packageDirectory = dirname(dirname(fileURLToPath(import.meta.url)));
const startTimeoutMs = 60_000;
const stopTimeoutMs = 5_000;

/** @throws Error with what the server printed, when it does not become healthy in a minute */
export async function startLocalServer(options: LocalServerOptions): Promise<LocalServer> {
  const { adminKey = drawKeyText().text } = options;
  const hash = await hashOf(adminKey);
  await migrate(options);
  const { publicImages = false, port = 0, vars = {} } = options;
  const server = await serveLocally(
    [
      ...['--port', `${port}`],
      ...['--var', `ADMIN_KEY_HASH:${hash}`],
      ...['--var', `PUBLIC_IMAGES:${publicImages}`],
      ...Object.entries(vars).flatMap(([name, value]) => ['--var', `${name}:${value}`]),
    ],
    options,
  );
  const { url } = server;
  return {
    ...{ ...server, adminKey },
    createKey: (...scopes) => createKey({ url, adminKey, name: 'local', scopes }),
    believePublisher: () => believePublisher({ url, adminKey, name: 'local' }),
  };
}

/**
 * `wrangler dev` with further arguments, and nothing made ready before.
 *
 * @throws Error with what it printed, when it does not become healthy in a minute
 */
export async function serveLocally(
  args: readonly string[],
  { persistTo, onOutput }: Pick<LocalServerOptions, 'persistTo' | 'onOutput'>,
): Promise<Pick<LocalServer, 'url' | 'close'>> {
  const listening = ['--ip', '127.0.0.1', '--inspector-port', '0'];
  const child = spawnWrangler(
    ['dev', '--local', '--show-interactive-dev-session=false', ...listening, ...args],
    persistTo,
  );
  const killWithUs = () => kill(child, 'SIGKILL');
  process.once('exit', killWithUs);
  const close = async () => {
    await stop(child);
    process.off('exit', killWithUs);
  };
  try {
    const url = await readyUrl(child, onOutput);
    await becomeHealthy(url);
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Brings the database of that directory up to date, as an operator does. */
async function migrate({ persistTo }: LocalServerOptions): Promise<void> {
  const child = spawnWrangler(['d1', 'migrations', 'apply', 'DB', '--local'], persistTo);
  let printed = '';
  const listen = (chunk: Buffer) => {
    printed += chunk.toString();
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  const [code] = await once(child, 'close');
  if (code !== 0)
    throw new Error(`expected migrations to apply, got exit code ${code}:\n${printed}`);
}

async function hashOf(adminKey: string): Promise<string> {
  const key = parseKeyText(adminKey);
  if (typeof key !== 'string') return hashKeyText(key);
  throw new Error(`expected an admin key such as npm run new-key draws, got text that is ${key}`);
}

function spawnWrangler(command: readonly string[], persistTo: string | undefined): ChildProcess {
  const require = createRequire(import.meta.url);
  const wrangler = join(dirname(require.resolve('wrangler/package.json')), 'bin', 'wrangler.js');
  const where = persistTo === undefined ? [] : ['--persist-to', persistTo];
  return spawn(process.execPath, [wrangler, ...command, ...where], {
    cwd: packageDirectory,
    // A process group of its own: Ctrl-C reaches us alone, and we stop it and its workerd.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CI: '1',
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      FORCE_COLOR: '0',
      WRANGLER_SEND_METRICS: 'false',
    },
  });
}

function readyUrl(child: ChildProcess, onOutput?: (text: string) => void): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let printed = '';
  const fail = (what: string) =>
    reject(new Error(`expected wrangler dev to be ready, got ${what}:\n${printed.slice(-4000)}`));
  const timer = setTimeout(() => fail(`nothing in ${startTimeoutMs} ms`), startTimeoutMs);
  const listen = (chunk: Buffer) => {
    const text = chunk.toString();
    onOutput?.(text);
    if (printed.length < 1_000_000) printed += text;
    const [, url] = /Ready on (http:\/\/[\w.:]+)/.exec(printed) ?? [];
    if (url !== undefined) resolve(url);
  };
  // The listeners stay: an undrained pipe would stop the server.
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  child.once('error', reject);
  child.once('exit', (code) => fail(`exit code ${code}`));
  return promise.finally(() => clearTimeout(timer));
}

/** wrangler may put its Worker in place once more after it is ready, and drops what it was answering. */
async function becomeHealthy(url: string): Promise<void> {
  const endMs = performance.now() + startTimeoutMs;
  for (;;) {
    try {
      return await expectHealthy(url);
    } catch (error) {
      // fetch has no other name for a connection that was lost.
      if (!(error instanceof TypeError) || performance.now() > endMs) throw error;
    }
    await delay(100);
  }
}

async function expectHealthy(url: string): Promise<void> {
  const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(startTimeoutMs) });
  const body = await response.text();
  if (!response.ok) throw new Error(`expected a healthy server, got ${response.status}: ${body}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  kill(child, 'SIGTERM');
  const timer = setTimeout(() => kill(child, 'SIGKILL'), stopTimeoutMs);
  await exited;
  clearTimeout(timer);
  kill(child, 'SIGKILL');
}

/** Signals the whole group: wrangler and its workerd. */
function kill({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}
