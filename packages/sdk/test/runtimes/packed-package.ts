/** The package as npm would publish it, and as an application has it after `npm install`. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PACKAGE = join(import.meta.dirname, '../..');

export interface InstalledPackage {
  /** An application's folder, with the package in `node_modules` and nothing else. */
  readonly directory: string;
  /** Folders like it, for what is to run side by side. */
  copy(name: string): Promise<string>;
  remove(): Promise<void>;
}

/** Builds what `dist` is made of, packs it, and installs the tarball into an empty folder. */
export async function installPacked(): Promise<InstalledPackage> {
  await run('npm', ['run', 'build'], { cwd: PACKAGE });
  const place = await mkdtemp(join(tmpdir(), 'comfy-edge-packed-'));
  await run('npm', ['pack', './dist', '--pack-destination', place], { cwd: PACKAGE });
  const tarball = (await readdir(place)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('expected npm pack to write a tarball, got none');
  const directory = join(place, 'application');
  await mkdir(directory);
  await writeFile(join(directory, 'package.json'), JSON.stringify({ private: true }));
  const options = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  await run('npm', ['install', ...options, join(place, tarball)], { cwd: directory });
  await expectNothingElse(directory);
  return {
    directory,
    async copy(name) {
      const copied = join(place, name);
      await cp(directory, copied, { recursive: true });
      return copied;
    },
    remove: () => rm(place, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** No dependency of any kind came along. */
async function expectNothingElse(directory: string): Promise<void> {
  const lock = JSON.parse(await readFile(join(directory, 'package-lock.json'), 'utf8'));
  const names = Object.keys(lock.packages).filter((name) => name !== '');
  if (names.join() === 'node_modules/@comfy-edge/sdk') return;
  throw new Error(`expected @comfy-edge/sdk and nothing else to be installed, got ${names}`);
}
