/**
 * The real Worker, as `wrangler deploy` would upload it, with its own bindings in workerd; the published
 * model in its R2, put there by the publish path; and the requests that it is measured by.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect, publishDirectory } from '@comfy-edge/trainer';
import { unstable_getMiniflareWorkerOptions as readWorkerOptions } from 'wrangler';
import { believePublisher } from '../../workers/api/scripts/believe-publisher.ts';
import { createKey } from '../../workers/api/scripts/create-key.ts';
import { drawKeyText, hashKeyText } from '../../workers/api/src/auth/key-text.ts';
import { buildBundle } from '../bundle-size.ts';
import type { Connection } from '../workerd/connection.ts';
import type { LocalWorker, Workerd } from '../workerd/workerd.ts';
import { migrate } from './migrate.ts';

const configuration = fileURLToPath(new URL('../../workers/api/wrangler.jsonc', import.meta.url));
export const defaultModel = fileURLToPath(new URL('../../models/fashion-mnist', import.meta.url));

/** It is published under. */
const name = 'measured';

export interface Edge {
  /** Named `api`. */
  readonly worker: LocalWorker & {
    readonly modules: readonly EdgeModule[];
    readonly bindings: { readonly [name: string]: string };
  };
  readonly gzipBytes: number;
  /** The deployment's own, which is let in without the database. */
  readonly adminKey: string;
}

/** A file of the bundle, the main module first. */
type EdgeModule =
  | { readonly type: 'ESModule'; readonly path: string; readonly contents: string }
  | { readonly type: 'CompiledWasm'; readonly path: string; readonly contents: Uint8Array };

export const EDGE = 'api';

/** Bundles the Worker, and draws the admin key of its deployment. */
export async function buildEdge(): Promise<Edge> {
  const output = await mkdtemp(join(tmpdir(), 'comfy-edge-bench-'));
  try {
    const { files, gzipBytes } = await buildBundle(output);
    const modules = await Promise.all(files.map(({ name }) => readModule(output, name)));
    modules.sort((one, other) => Number(isMain(other)) - Number(isMain(one)));
    const adminKey = drawKeyText();
    // The files beside the Worker are served before it, by workers of the platform's own.
    const { assets: _, ...workerOptions } = readWorkerOptions(configuration).workerOptions;
    const worker = {
      ...workerOptions,
      name: EDGE,
      bindings: { ADMIN_KEY_HASH: await hashKeyText(adminKey) },
      modules,
    };
    return { worker, gzipBytes, adminKey: adminKey.text };
  } finally {
    await rm(output, { recursive: true });
  }
}

/** Publishes a model into the Worker's R2, the first thing to be done with it; asks for its images by digest, so that R2 is read once. */
export async function publishModel(
  workerd: Workerd,
  edge: Edge,
  directory: string = defaultModel,
): Promise<ImageRequests> {
  const model = await publishMeasured(workerd, edge, directory);
  return new ImageRequests(model.apiKey, model);
}

/** The same without requests for it. */
export async function publishMeasured(
  workerd: Workerd,
  { adminKey }: Edge,
  directory: string = defaultModel,
): Promise<MeasuredModel> {
  await migrate(await workerd.database(EDGE));
  const url = (await workerd.url(EDGE)).href.replace(/\/$/, '');
  const apiKey = await createKey({
    ...{ url, adminKey, name, scopes: ['images:write', 'models:write'] },
  });
  const client = connect(url, apiKey);
  const signing = { key: await believePublisher({ url, adminKey, name }) };
  const { digest } = await publishDirectory({ directory, model: name, client, signing });
  const { classes } = await client.models.version(name, digest);
  return { name, digest, classCount: classes.length, apiKey };
}

export interface MeasuredModel {
  readonly name: string;
  readonly digest: string;
  readonly classCount: number;
  /** May generate, and is looked up in the database. */
  readonly apiKey: string;
}

export class ImageRequests {
  readonly path = '/v1/images';
  readonly headers: { readonly [name: string]: string };
  readonly #model: MeasuredModel;
  #asked = 0;

  constructor(apiKey: string, model: MeasuredModel) {
    this.#model = model;
    this.headers = {
      Authorization: `Bearer ${apiKey}`,
      'Content-Type': 'application/json',
      Accept: 'image/png',
    };
  }

  /** The next one, of a seed that is drawn: nothing answers but the engine, and no cache keeps it. */
  nextBody(options: { readonly n?: number } = {}): string {
    const classIndex = this.#asked++ % this.#model.classCount;
    const model = `${name}@${this.#model.digest}`;
    return JSON.stringify({ model, class: classIndex, ...options });
  }

  /** @throws Error for any answer but one image, or one sheet of `n` */
  async post(connection: Connection, options: { readonly n?: number } = {}): Promise<void> {
    const { status, body } = await connection.post(this.path, this.headers, this.nextBody(options));
    const isPng = body.subarray(1, 4).toString('latin1') === 'PNG';
    if (status !== 200 || !isPng) throw unexpected('a PNG', status, body);
  }

  /** The same images, each with its base64 and its sha256. */
  async postForJson(connection: Connection, options: { readonly n: number }): Promise<void> {
    const headers = { ...this.headers, Accept: 'application/json' };
    const { status, body } = await connection.post(this.path, headers, this.nextBody(options));
    const isJson = body.subarray(0, 1).toString('latin1') === '{';
    if (status !== 200 || !isJson) throw unexpected('JSON', status, body);
  }
}

function unexpected(what: string, status: number, body: Buffer): Error {
  return new Error(
    `expected ${what} of the Worker, got ${status}: ${body.toString().slice(0, 500)}`,
  );
}

async function readModule(output: string, name: string): Promise<EdgeModule> {
  const path = join(output, name);
  return name.endsWith('.wasm')
    ? { type: 'CompiledWasm', path: name, contents: await readFile(path) }
    : { type: 'ESModule', path: name, contents: await readFile(path, 'utf8') };
}

/** As wrangler names what it makes of `main`. */
function isMain({ path }: EdgeModule): boolean {
  return path === 'index.js';
}
