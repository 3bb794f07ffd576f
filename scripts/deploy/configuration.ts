/**
 * The configuration that a deployment is made with: workers/api/wrangler.jsonc, with its own name and with
 * what only its account knows. What belongs to a deployment is named after it, so that one account holds
 * several.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** What is read here of https://developers.cloudflare.com/workers/wrangler/configuration/; the rest goes along. */
export interface Configuration {
  readonly [field: string]: unknown;
  readonly name: string;
  readonly main: string;
  readonly assets: { readonly directory: string };
  readonly r2_buckets: readonly { readonly binding: string; readonly bucket_name: string }[];
  readonly d1_databases: readonly DatabaseBinding[];
  readonly queues?: {
    readonly producers?: readonly { readonly queue: string }[];
    readonly consumers?: readonly { readonly queue: string }[];
  };
  readonly vars: Readonly<Record<string, string>>;
}

interface DatabaseBinding {
  readonly binding: string;
  readonly database_name: string;
  readonly database_id?: string;
  readonly migrations_dir: string;
}

export const workerDirectory = fileURLToPath(new URL('../../workers/api', import.meta.url));
const ownName = 'comfy-edge';

/** @param name 1 to 50 lower-case letters, digits and hyphens, a letter first */
export async function readConfiguration(name: string): Promise<Configuration> {
  if (!/^[a-z][a-z0-9-]{0,49}$/.test(name)) {
    const expected = '1 to 50 lower-case letters, digits and hyphens, a letter first';
    throw new Error(`expected --name to be ${expected}, got ${JSON.stringify(name)}`);
  }
  const path = join(workerDirectory, 'wrangler.jsonc');
  const { config, error } = ts.parseConfigFileTextToJson(path, await readFile(path, 'utf8'));
  if (error !== undefined) throw new Error(`${path}: expected JSON with comments, got other text`);
  const read = config as Configuration;
  const own = (resource: string) => resource.replace(ownName, name);
  return {
    ...read,
    name,
    r2_buckets: read.r2_buckets.map((it) => ({ ...it, bucket_name: own(it.bucket_name) })),
    d1_databases: read.d1_databases.map((it) => ({
      ...{ ...it, database_name: own(it.database_name) },
    })),
    ...(read.queues && {
      queues: {
        producers: read.queues.producers?.map((it) => ({ ...it, queue: own(it.queue) })) ?? [],
        consumers: read.queues.consumers?.map((it) => ({ ...it, queue: own(it.queue) })) ?? [],
      },
    }),
  };
}

export function queueNames({ queues }: Configuration): string[] {
  const all = [...(queues?.producers ?? []), ...(queues?.consumers ?? [])];
  return [...new Set(all.map(({ queue }) => queue))];
}

/** Paths in it are relative to where it lies. */
export async function writeConfiguration(path: string, configuration: Configuration) {
  await writeFile(path, `${JSON.stringify(configuration, null, 2)}\n`);
}
