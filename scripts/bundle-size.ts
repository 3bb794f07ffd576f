/**
 * The size of the Worker as it would be uploaded: what `wrangler deploy --dry-run` builds, every
 * file gzipped. The limit is 3 MB on the free plan (https://developers.cloudflare.com/workers/platform/limits/).
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

export interface BundleSize {
  readonly bytes: number;
  readonly gzipBytes: number;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

const worker = fileURLToPath(new URL('../workers/api', import.meta.url));
const wrangler = fileURLToPath(
  new URL('../node_modules/wrangler/bin/wrangler.js', import.meta.url),
);

/** Beside the bundle, not of it. */
const notUploaded = /\.map$|^README\.md$/;

/** Builds it into a directory and throws it away. */
export async function measureBundle(): Promise<BundleSize> {
  const directory = await mkdtemp(join(tmpdir(), 'comfy-edge-bundle-'));
  try {
    return await buildBundle(directory);
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** @param directory where the files are left, `index.js` and what it imports */
export async function buildBundle(directory: string): Promise<BundleSize> {
  await promisify(execFile)(
    process.execPath,
    [wrangler, 'deploy', '--dry-run', '--outdir', directory],
    { cwd: worker, env: { ...process.env, WRANGLER_SEND_METRICS: 'false' } },
  );
  const names = (await readdir(directory)).filter((name) => !notUploaded.test(name));
  const contents = await Promise.all(names.map((name) => readFile(join(directory, name))));
  const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    bytes: sum(contents.map((content) => content.length)),
    gzipBytes: sum(contents.map((content) => gzipSync(content).length)),
    files: names.map((name, i) => ({ name, bytes: contents[i]?.length ?? 0 })),
  };
}
