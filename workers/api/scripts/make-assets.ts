/**
 * Makes the static files beside the Worker ready: the playground at `/`, built where something of it is new;
 * and the page at `/docs` and its renderer, Scalar (https://github.com/scalar/scalar), copied from its package.
 * Either lies in one folder named by the hash of what is in it, or has such names, so that browsers may keep
 * the files for ever. wrangler runs this before it serves or uploads.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildPlayground, sourcesHash } from '../../playground/scripts/build.ts';

const page = join(import.meta.dirname, '../docs');
const assets = join(import.meta.dirname, '../assets');
const drafts = join(import.meta.dirname, '../node_modules/.cache');

type Files = ReadonlyMap<string, Uint8Array>;

await Promise.all([makeDocs(), makePlayground()]);

async function makeDocs(): Promise<void> {
  const files = new Map([
    ['show-reference.js', await readFile(join(page, 'show-reference.js'))],
    ...(await readRenderer()),
  ]);
  const folder = hashOf(files);
  await putFolder(join(assets, 'docs'), folder, files);
  const html = await readFile(join(page, 'docs.html'), 'utf8');
  await putFile(join(assets, 'docs.html'), html.replace('{{files}}', `/docs/${folder}`));
}

/** Builds are kept under the hash of their sources: wrangler is started often, and they change seldom. */
async function makePlayground(): Promise<void> {
  const hash = await sourcesHash();
  const builds = join(drafts, 'playground');
  const place = join(builds, hash);
  if (!existsSync(place)) {
    await mkdir(builds, { recursive: true });
    const draft = await mkdtemp(join(drafts, 'draft-'));
    await buildPlayground(draft, `playground/${hash}`);
    await rename(draft, place).catch(() => rm(draft, { recursive: true }));
    await removeOthers(builds, hash);
  }
  await putFolder(
    join(assets, 'playground'),
    hash,
    await readFolder(join(place, 'playground', hash)),
  );
  await putFile(join(assets, 'index.html'), await readFile(join(place, 'index.html'), 'utf8'));
}

async function readFolder(directory: string): Promise<Files> {
  const names = (await readdir(directory)).sort();
  const read = names.map(async (name) => [name, await readFile(join(directory, name))] as const);
  return new Map(await Promise.all(read));
}

/** The renderer as it is made for browsers, a module and what it imports; without source maps. */
async function readRenderer(): Promise<Files> {
  const directory = join(dirname(locateRenderer()), 'browser');
  const names = (await readdir(join(directory, 'chunks'))).filter((name) => name.endsWith('.js'));
  const paths = ['standalone.esm.js', ...names.sort().map((name) => `chunks/${name}`)];
  return new Map(
    await Promise.all(
      paths.map(async (path) => [`scalar/${path}`, await readFile(join(directory, path))] as const),
    ),
  );
}

function locateRenderer(): string {
  try {
    return createRequire(import.meta.url).resolve('@scalar/api-reference');
  } catch (cause) {
    const message = 'expected @scalar/api-reference in node_modules, got none: npm install';
    throw new Error(message, { cause });
  }
}

function hashOf(files: Files): string {
  const hash = createHash('sha256');
  for (const [path, bytes] of files) hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  return hash.digest('hex').slice(0, 16);
}

/** Whole or not at all; what was there under other names goes. */
async function putFolder(parent: string, name: string, files: Files): Promise<void> {
  const place = join(parent, name);
  if (!existsSync(place)) {
    await Promise.all([parent, drafts].map((path) => mkdir(path, { recursive: true })));
    const draft = await mkdtemp(join(drafts, 'docs-'));
    for (const [path, bytes] of files) {
      await mkdir(dirname(join(draft, path)), { recursive: true });
      await writeFile(join(draft, path), bytes);
    }
    // Where another run was first, its copy is as good.
    await rename(draft, place).catch(() => rm(draft, { recursive: true }));
  }
  await removeOthers(parent, name);
}

async function removeOthers(parent: string, name: string): Promise<void> {
  for (const other of await readdir(parent)) {
    // Another run may have been here before.
    if (other !== name) await rm(join(parent, other), { recursive: true, force: true });
  }
}

/** wrangler watches: what is the same already is left alone. */
async function putFile(path: string, text: string): Promise<void> {
  if (
    await readFile(path, 'utf8').then(
      (there) => there === text,
      () => false,
    )
  )
    return;
  await writeFile(path, text);
}
