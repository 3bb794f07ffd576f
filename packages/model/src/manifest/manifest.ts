/**
 * The manifest: everything that a published model version is. Its canonical bytes name the blobs by
 * digest, and their own digest names the version, so one digest pins graph, weights, metrics,
 * training configuration and licence together.
 */
import type { LatentDirection } from '../directions/latent-direction.ts';
import type { Graph } from '../graph.ts';
import type { JsonValue } from '../plain-json.ts';
import type { KernelStorage } from '../storage/quantize.ts';
import type { Digest } from './digest.ts';

export const manifestFormat = 'comfy-edge/manifest@1';

/** Bounds on manifests from strangers. */
export const manifestLimits = {
  bytes: 1024 * 1024,
  /** A weights blob: the parameter budget as float16; an isolate has 128 MB in all. */
  blobBytes: 16 * 1024 * 1024,
  /** Of the three networks that were trained; no reader at the edge loads them. */
  trainingWeightsBytes: 256 * 1024 * 1024,
  textLength: 4096,
  metrics: 256,
  directions: 64,
} as const;

/** The networks that a version may have; the first is always there. */
export const networkRoles = ['generator', 'encoder'] as const;

export type NetworkRole = (typeof networkRoles)[number];

/** A blob by its digest. */
export interface BlobReference {
  readonly sha256: Digest;
  readonly sizeBytes: number;
}

/** How a kernel is stored, and what that alone does to the output of the otherwise float network. */
export interface StorageDecision {
  /** The kernel's name. */
  readonly weight: string;
  readonly storage: KernelStorage;
  /**
   * Root mean square of the output's change: in levels of 255 of a generator's pixels, in standard
   * deviations of the prior of an encoder's posterior.
   */
  readonly error: number;
  /** Of the kernel as it is stored, scales included. */
  readonly sizeBytes: number;
}

export interface PublishedNetwork {
  readonly graph: Graph;
  readonly weights: BlobReference;
  /** One of each kernel, in the order of the layers. */
  readonly quantization?: readonly StorageDecision[];
}

/** What training began with instead of random weights. */
export interface Parent {
  /** A published version by its digest, or a run's checkpoint by the SHA-256 of its file. */
  readonly kind: 'version' | 'checkpoint';
  readonly sha256: Digest;
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
  /** Directions in latent space, the one that changes most first. */
  readonly directions?: readonly LatentDirection[];
  readonly metrics: { readonly [name: string]: number };
  readonly training: {
    readonly preset: string;
    readonly seed: number;
    readonly steps: number;
    readonly images: number;
    readonly config: JsonValue;
    readonly parent?: Parent;
    /**
     * The networks as they were trained, discriminator included, to go on training from: a safetensors
     * file beside the manifest. The edge neither stores nor reads it.
     */
    readonly weights?: BlobReference;
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
