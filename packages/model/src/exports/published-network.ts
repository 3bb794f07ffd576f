/** A network of a published version, as an export presents it: names for its ends, and where it comes from. */
import type { Graph } from '../graph.ts';
import type { Digest } from '../manifest/digest.ts';
import type { Manifest, NetworkRole } from '../manifest/manifest.ts';
import type { StoredWeights } from '../storage/stored-weights.ts';
import type { ExportedNetwork } from './exported-network.ts';

const ends = {
  generator: { input: 'latent', output: 'image' },
  encoder: { input: 'image', output: 'posterior' },
} as const;

export interface PublishedNetworkFacts {
  readonly manifest: Manifest;
  /** Of the manifest. */
  readonly digest: Digest;
  readonly role: NetworkRole;
  readonly graph: Graph;
  /** As they are stored, or all of them as f32. */
  readonly weights: StoredWeights;
}

export function publishedNetwork(facts: PublishedNetworkFacts): ExportedNetwork {
  const { manifest, digest, role, graph, weights } = facts;
  return {
    ...{ graph, weights, names: ends[role] },
    metadata: new Map([
      ['title', manifest.title],
      ['network', role],
      ['version', digest],
      ['classes', JSON.stringify(manifest.classes)],
      ['licence', manifest.licence],
    ]),
  };
}
