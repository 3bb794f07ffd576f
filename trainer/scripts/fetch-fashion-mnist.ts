/**
 * `npm run data:fashion-mnist [-- --out DIR]`: puts Fashion-MNIST into DIR (`data/fashion-mnist`).
 *
 * The files come from Debian's package where apt is there, otherwise from the data set's home.
 * Either way the uncompressed bytes must have the known digests before anything is kept; files
 * that are already right are left alone, so an interrupted run is simply run again.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { runCommand } from '../src/cli/run-command.ts';
import { DataError } from '../src/data/data-error.ts';
import {
  FASHION_MNIST,
  FASHION_MNIST_DEBIAN_PACKAGE,
  FASHION_MNIST_FILES,
  FASHION_MNIST_MIRRORS,
  type KnownFile,
} from '../src/data/fashion-mnist.ts';
import { inflate } from '../src/data/gzip.ts';

const home = resolve(import.meta.dirname, '../../data/fashion-mnist');

/** Gets one file's bytes as they are stored at the source. */
type Source = (file: string) => Promise<Uint8Array>;

const command = new Command('npm run data:fashion-mnist --')
  .description(
    "Get Fashion-MNIST (31 MB) from Debian's package or its home, and check every byte of it.",
  )
  .option('--out <dir>', 'the folder; files that are right already are left alone', home)
  .action(fetchFashionMnist);

async function fetchFashionMnist(flags: { readonly out: string }): Promise<void> {
  const out = resolve(process.env.INIT_CWD ?? process.cwd(), flags.out);
  mkdirSync(out, { recursive: true });
  const missing = FASHION_MNIST_FILES.filter((known) => !isThere(out, known));
  if (missing.length > 0) await getFiles(missing, out);
  writeFileSync(join(out, 'dataset.json'), `${JSON.stringify(FASHION_MNIST, null, 2)}\n`);
  console.log(
    `${out}: ${FASHION_MNIST_FILES.length} files with the expected digests, dataset.json`,
  );
}

function isThere(out: string, known: KnownFile): boolean {
  try {
    verify(readFileSync(join(out, known.file)), known);
    return true;
  } catch {
    return false;
  }
}

async function getFiles(files: readonly KnownFile[], out: string): Promise<void> {
  const workspace = mkdtempSync(join(tmpdir(), 'fashion-mnist-'));
  try {
    const sources: [string, () => Source][] = [
      [`Debian package ${FASHION_MNIST_DEBIAN_PACKAGE}`, () => debianPackage(workspace)],
      ...FASHION_MNIST_MIRRORS.map((url): [string, () => Source] => [url, () => download(url)]),
    ];
    const failures: string[] = [];
    for (const [name, open] of sources) {
      try {
        const source = open();
        for (const known of files) {
          if (!isThere(out, known)) await keep(known, await source(known.file), out);
        }
        console.log(`got ${files.map(({ file }) => file).join(', ')} from ${name}`);
        return;
      } catch (error) {
        failures.push(`${name}: ${reasonOf(error)}`);
      }
    }
    throw new DataError(
      'not-found',
      `expected Fashion-MNIST from one of its sources, got\n  ${failures.join('\n  ')}\n` +
        `Put ${files.map(({ file }) => file).join(', ')} into ${out} yourself and run this again.`,
    );
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

/** `fetch` hides what went wrong in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const message = error.message.trim();
  return error.cause instanceof Error ? `${message} (${error.cause.message})` : message;
}

/** Written beside its place first, so that a reader never sees half a file. */
async function keep(known: KnownFile, bytes: Uint8Array, out: string): Promise<void> {
  verify(bytes, known);
  const path = join(out, known.file);
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
}

function verify(bytes: Uint8Array, { file, sha256 }: KnownFile): void {
  const actual = createHash('sha256').update(inflate(bytes, file)).digest('hex');
  if (actual === sha256) return;
  throw new DataError(
    'digest-mismatch',
    `${file}: expected sha256 ${sha256} of the uncompressed bytes, got ${actual}`,
  );
}

/** Downloads and unpacks the package without installing it: needs no root. */
function debianPackage(workspace: string): Source {
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: workspace, stdio: ['ignore', 'ignore', 'pipe'] });
  run('apt-get', 'download', '-q', FASHION_MNIST_DEBIAN_PACKAGE);
  const archive = readdirSync(workspace).find((file) => file.endsWith('.deb'));
  if (archive === undefined)
    throw new DataError('not-found', 'expected apt-get to leave a .deb, got none');
  run('dpkg-deb', '-x', archive, 'unpacked');
  const folder = join(workspace, 'unpacked/usr/share/datasets/fashion-mnist');
  return async (file) => readFileSync(join(folder, file));
}

function download(base: string): Source {
  return async (file) => {
    const response = await fetch(new URL(file, base), { signal: AbortSignal.timeout(300_000) });
    if (!response.ok) {
      throw new DataError('not-found', `expected ${file} with status 200, got ${response.status}`);
    }
    return new Uint8Array(await response.arrayBuffer());
  };
}

await runCommand(command, { expected: [DataError] });
