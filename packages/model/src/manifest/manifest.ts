/**
 * The manifest: everything that a published model version is. Its canonical bytes name the blobs by
 * digest, and their own digest names the version, so one digest pins graph, weights, metrics,
 * training configuration and licence together.
 */
import type { Graph } from '../graph.ts';
import type { JsonValue } from '../plain-json.ts';
import type { Digest } from './digest.ts';

export const manifestFormat = 'comfy-edge/manifest@1';

/** Bounds on manifests from strangers. */
export const manifestLimits = {
  bytes: 1024 * 1024,
  /** A weights blob: the parameter budget as float16; an isolate has 128 MB in all. */
  blobBytes: 16 * 1024 * 1024,
  textLength: 4096,
  metrics: 256,
} as const;

/** A blob by its digest. */
export interface BlobReference {
  readonly sha256: Digest;
  readonly sizeBytes: number;
}

export interface PublishedNetwork {
  readonly graph: Graph;
  readonly weights: BlobReference;
}

export interface Manifest {
  readonly format: typeof manifestFormat;
  readonly title: string;
  readonly description: string;
  readonly image: { readonly height: number; readonly width: number; readonly channels: 1 | 3 };
  readonly latent: { readonly size: number };
  /** Unique kebab-case names; the index is the class index of the graphs. */
  readonly classes: readonly string[];
  readonly networks: {
    /** `[latent.size] → [height, width, channels]` in [-1, 1]. */
    readonly generator: PublishedNetwork;
    /** `[height, width, channels]` in [-1, 1] → `[2 · latent.size]`: μ, then log σ². */
    readonly encoder?: PublishedNetwork;
  };
  readonly metrics: { readonly [name: string]: number };
  readonly training: {
    readonly preset: string;
    readonly seed: number;
    readonly steps: number;
    readonly images: number;
    readonly config: JsonValue;
  };
  readonly data: {
    readonly name: string;
    readonly licence: string;
    readonly source: string;
    readonly sha256?: Digest;
  };
  readonly licence: string;
  /** ISO 8601 in UTC, `2026-11-22T10:00:00.000Z`. */
  readonly createdAt: string;
}
