/** What replaying asks the service for: where aliases point, its engine, its keys, and the files of a version. */

import type { components } from '@comfy-edge/contract';
import { type Digest, isDigest, type NetworkRole } from '@comfy-edge/model';
import type { ComfyEdge } from '../comfy-edge.ts';
import type { RequestOptions } from '../transport/transport.ts';
import type { ReplayCache } from './cache/replay-cache.ts';
import { Notes } from './notes.ts';

type Key = components['schemas']['ReceiptKeys']['keys'][number];

/** Where an answer from before may do, nobody waits long for a new one. */
const BRIEFLY: RequestOptions = { maxRetries: 0, timeoutMs: 5_000 };

export class Service {
  readonly #edge: ComfyEdge;
  readonly #notes: Notes;
  /** Notes are of one service; a cache may be of several. */
  readonly #place: string;

  constructor(edge: ComfyEdge, cache: ReplayCache) {
    this.#edge = edge;
    this.#notes = new Notes(cache);
    this.#place = placeOf(edge);
  }

  /** @throws ComfyEdgeError where the service says that there is none, or never said where it points */
  async digestOf(model: string, alias: string): Promise<Digest> {
    return this.#notes.answer({
      name: `notes/${this.#place}/${model}@${alias}`,
      ask: async () =>
        asDigest((await this.#edge.models.aliases.get(model, alias, BRIEFLY)).digest),
      isAnswer: (value): value is Digest => typeof value === 'string' && isDigest(value),
    });
  }

  /** @returns undefined where the service cannot be reached and never was */
  engineId(): Promise<string | undefined> {
    return this.#notes
      .answer({
        name: `notes/${this.#place}/engine`,
        ask: async () => (await this.#edge.health(BRIEFLY)).engineId,
        isAnswer: (value) => typeof value === 'string',
      })
      .catch(() => undefined);
  }

  /** The keys of its receipts. */
  keys(): Promise<readonly Key[]> {
    return this.#notes.answer({
      name: `notes/${this.#place}/keys`,
      ask: async () => await this.#edge.verifications.keys(BRIEFLY),
      isAnswer: (value): value is readonly Key[] => Array.isArray(value),
    });
  }

  async manifest(model: string, digest: string): Promise<Uint8Array<ArrayBuffer>> {
    return await this.#edge.models.exportFile({ model, digest, file: 'manifest.json' });
  }

  async weights(
    model: string,
    digest: string,
    network: NetworkRole,
  ): Promise<Uint8Array<ArrayBuffer>> {
    return await this.#edge.models.exportFile({
      model,
      digest,
      network,
      file: 'model.safetensors',
    });
  }
}

function placeOf(edge: ComfyEdge): string {
  const url = new URL(
    edge.models.exportUrl({ model: 'm', digest: '0'.repeat(64), file: 'manifest.json' }),
  );
  return `${url.host}${url.pathname.split('/v1/')[0]}`.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-');
}

function asDigest(text: string): Digest {
  if (isDigest(text)) return text;
  throw new TypeError(`expected a digest of the service, got ${text}`);
}
