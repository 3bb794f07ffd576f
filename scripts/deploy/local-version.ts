/**
 * A version of the Worker on this machine: what wrangler would upload, in a folder named by the hash of what
 * is in it, with a configuration that runs just that. Which one is deployed stands in a file of its own.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Configuration, workerDirectory, writeConfiguration } from './configuration.ts';
import { Wrangler } from './wrangler.ts';

export interface LocalVersion {
  readonly id: string;
  /** The configuration that `wrangler dev` runs it by. */
  readonly configuration: string;
}

/** @param directory of all versions */
export async function buildVersion(
  directory: string,
  configuration: Configuration,
): Promise<LocalVersion> {
  const draft = join(directory, 'draft');
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await new Wrangler(join(workerDirectory, 'wrangler.jsonc')).run(
    ...['deploy', '--dry-run', '--outdir', draft],
  );
  await writeConfiguration(join(draft, 'wrangler.json'), runsWhatIsBuilt(configuration));
  const id = await hashOf(draft);
  const place = join(directory, id);
  await rm(place, { recursive: true, force: true });
  await rename(draft, place);
  return { id, configuration: join(place, 'wrangler.json') };
}

interface LocalDeployment {
  readonly version: string;
  /** What was deployed before. */
  readonly previous?: string;
}

/** @returns undefined where nothing was deployed yet */
export async function readDeployment(path: string): Promise<LocalDeployment | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as LocalDeployment);
}

export async function writeDeployment(path: string, deployment: LocalDeployment): Promise<void> {
  const draft = `${path}.draft`;
  await writeFile(draft, `${JSON.stringify(deployment, null, 2)}\n`);
  await rename(draft, path);
}

/** Nothing is built again; files beside the Worker and its migrations stay where they are. */
function runsWhatIsBuilt({ build: _, minify: __, ...configuration }: Configuration): Configuration {
  const { assets, d1_databases } = configuration;
  return {
    ...configuration,
    ...{ main: 'index.js', no_bundle: true, find_additional_modules: true, base_dir: '.' },
    assets: { ...assets, directory: join(workerDirectory, assets.directory) },
    d1_databases: d1_databases.map((it) => ({
      ...{ ...it, migrations_dir: join(workerDirectory, it.migrations_dir) },
    })),
  };
}

async function hashOf(directory: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(directory)).sort()) {
    // It names when it was made.
    if (name === 'README.md') continue;
    const bytes = await readFile(join(directory, name));
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex').slice(0, 16);
}
