/**
 * A Chromium without an installer: `@sparticuz/chromium` (https://github.com/Sparticuz/chromium) carries
 * a headless one for Linux on x64, and the libraries that a bare machine lacks, compressed. Unpacked once,
 * beside the package; the package's own unpacking goes to one place for all versions of it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { locate } from './locate.ts';

/** The browser that `CHROME_PATH` names, or else the package's. */
export async function findChromium(): Promise<string | undefined> {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH) return CHROME_PATH;
  const entry = locate('@sparticuz/chromium');
  if (entry === undefined || process.platform !== 'linux' || process.arch !== 'x64')
    return undefined;
  return unpack(dirname(dirname(entry)));
}

/** For the executable: where the libraries are that came with it. */
export function chromiumEnvironment(executable: string): NodeJS.ProcessEnv {
  const libraries = join(dirname(executable), 'lib');
  return existsSync(libraries) ? { ...process.env, LD_LIBRARY_PATH: libraries } : process.env;
}

async function unpack(packageDirectory: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageDirectory, 'package.json'), 'utf8'));
  const cache = join(import.meta.dirname, '../node_modules/.cache');
  const place = join(cache, `chromium-${version}`);
  if (!existsSync(place)) {
    await mkdir(cache, { recursive: true });
    const draft = await mkdtemp(`${place}-`);
    await Promise.all([
      inflate(
        join(packageDirectory, 'bin/chromium.br'),
        createWriteStream(join(draft, 'chromium'), { mode: 0o755 }),
      ),
      untar(join(packageDirectory, 'bin/al2023.tar.br'), draft),
    ]);
    // Whole or not at all. Where another run was first, its copy is as good.
    await rename(draft, place).catch(() => rm(draft, { recursive: true }));
  }
  return join(place, 'chromium');
}

async function untar(archive: string, directory: string): Promise<void> {
  const tar = spawn('tar', ['-x', '-C', directory], { stdio: ['pipe', 'inherit', 'inherit'] });
  const exit = once(tar, 'exit');
  await inflate(archive, tar.stdin).catch(unlessClosed);
  const [code] = await exit;
  if (code !== 0) throw new Error(`${archive}: expected tar to exit with 0, got ${code}`);
}

/** tar may end as soon as it has read the archive's end mark, and leave the padding behind it. */
function unlessClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE' && error.code !== 'EPIPE') throw error;
}

async function inflate(archive: string, target: NodeJS.WritableStream): Promise<void> {
  await pipeline(createReadStream(archive), createBrotliDecompress(), target);
}
