/** Talks to a Worker and holds every answer to the contract. */

import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import type { components } from '@comfy-edge/contract';
import { expect } from 'vitest';
import { type AppOptions, createApp } from '../../src/app.ts';
import { bootEngine } from '../../src/boot-engine.ts';
import type { Bindings } from '../../src/env.ts';
import { imageCodecs } from '../../src/image-codecs.ts';
import { contract } from './contract.ts';
import { publicationOf } from './publishers.ts';
import { imagesKey, modelsKey } from './test-keys.ts';
import { makeTinyModel, type TinyModel, tinyEncoderGraph } from './tiny-model.ts';

type Schemas = components['schemas'];
export type Problem = Schemas['Problem'];
export type GeneratedImages = Schemas['GeneratedImages'];

export interface Answer {
  readonly response: Response;
  /** See `Contract.checkAnswer`. */
  readonly outcome: string;
}

export interface PostOptions {
  readonly accept?: string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export class Client {
  readonly #fetch: (request: Request) => Promise<Response>;

  /** @param fetch the Worker of wrangler.jsonc unless told otherwise */
  constructor(fetch = (request: Request): Promise<Response> => exports.default.fetch(request)) {
    this.#fetch = fetch;
  }

  /** @param init `key` is sent as bearer token */
  async send(path: string, { key, ...init }: RequestInit & { key?: string } = {}): Promise<Answer> {
    const request = new Request(`http://edge.test${path}`, init);
    if (key !== undefined) request.headers.set('Authorization', `Bearer ${key}`);
    const response = await this.#fetch(request.clone());
    return { response, outcome: await contract.checkAnswer(request, response) };
  }

  generate(body: unknown, options: PostOptions = {}): Promise<Answer> {
    return this.post('/v1/images', body, options);
  }

  /** @param body as JSON, unless it is text already */
  post(path: string, body: unknown, { accept, key = imagesKey, headers }: PostOptions = {}) {
    return this.send(path, {
      method: 'POST',
      key,
      headers: {
        'Content-Type': 'application/json',
        ...(accept === undefined ? {} : { Accept: accept }),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  async generateJson(body: unknown): Promise<GeneratedImages> {
    const { response, outcome } = await this.generate(body, { accept: 'application/json' });
    expect(outcome).toBe('generateImages 200 application/json');
    return response.json();
  }

  putBlob(sha256: string, bytes: Uint8Array | ReadableStream): Promise<Answer> {
    return this.put(`/v1/blobs/${sha256}`, bytes, { 'Content-Type': 'application/octet-stream' });
  }

  /** @param publication headers of its own; a statement of the publisher of tests, otherwise */
  async putVersion(
    model: string,
    digest: string,
    bytes: Uint8Array | string,
    publication?: Record<string, string>,
  ): Promise<Answer> {
    const headers = publication ?? (await publicationOf(model, digest));
    return this.put(`/v1/models/${model}/versions/${digest}`, bytes, headers);
  }

  putAlias(model: string, alias: string, digest: string, condition: HeadersInit): Promise<Answer> {
    const headers = Object.fromEntries(new Headers(condition));
    return this.put(`/v1/models/${model}/aliases/${alias}`, JSON.stringify({ digest }), headers);
  }

  put(path: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, {
      method: 'PUT',
      key: modelsKey,
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
    });
  }

  /** Publishes a tiny model the way publishers do. */
  publish(name: string, seed: number): Promise<TinyModel> {
    return this.publishModel(name, makeTinyModel(seed));
  }

  /** The same with an encoder. */
  publishWithEncoder(name: string, seed: number): Promise<TinyModel> {
    return this.publishModel(
      name,
      makeTinyModel(seed, undefined, { encoderGraph: tinyEncoderGraph }),
    );
  }

  /** The same with directions. */
  publishWithDirections(name: string, seed: number): Promise<TinyModel> {
    return this.publishModel(name, makeTinyModel(seed, undefined, { directions: true }));
  }

  async publishModel(name: string, made: Promise<TinyModel>): Promise<TinyModel> {
    const model = await made;
    for (const [sha256, bytes] of model.blobs) await this.putBlob(sha256, bytes);
    await this.putVersion(name, model.digest, model.manifestBytes);
    const { response } = await this.send(`/v1/models/${name}/aliases/latest`);
    const etag = response.headers.get('etag');
    const condition: HeadersInit = etag === null ? { 'If-None-Match': '*' } : { 'If-Match': etag };
    const { outcome } = await this.putAlias(name, 'latest', model.digest, condition);
    expect(outcome).toMatch(/^putModelAlias 20[01] /);
    return model;
  }
}

/** Talks to a Worker of its own; see `freshWorker`. */
export function freshClient(bindings: Bindings = env): Client {
  return new Client(freshWorker(bindings));
}

/**
 * A Worker of its own, with nothing in its memory, deployed with the given bindings. Its answers come when
 * what it does after them is done.
 */
export function freshWorker(
  bindings: Bindings = env,
  options: Partial<AppOptions> = {},
): (request: Request) => Promise<Response> {
  const app = createApp({ bootEngine, codecs: imageCodecs(), ...options });
  return async (request) => {
    const context = createExecutionContext();
    const response = await app.fetch(request, { REPORT_MS: '0', ...bindings }, context);
    await waitOnExecutionContext(context);
    return response;
  };
}

export async function problemOf({ response }: Answer): Promise<Problem> {
  return response.json();
}

/** A bucket on a day when the object storage is down. */
export function brokenBucket(): R2Bucket {
  return new Proxy(env.MODELS, {
    get: () => () => Promise.reject(new Error('R2 is down: internal error 10001')),
  });
}

/** A database on a day when D1 is down, or, told so, does not answer at all. */
export function brokenDatabase(
  answer: () => Promise<never> = () => Promise.reject(new Error('D1_ERROR: internal error 10001')),
): D1Database {
  const statement: D1PreparedStatement = new Proxy(env.DB.prepare('SELECT 1'), {
    get: (_, name) => (name === 'bind' ? () => statement : answer),
  });
  return new Proxy(env.DB, {
    get: (_, name) => (name === 'prepare' ? () => statement : answer),
  });
}
