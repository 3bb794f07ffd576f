/** The model that is looked at: its aliases, its versions, and the one version that images are made of. */
import type { ComfyEdge, Model, ModelVersion } from '@comfy-edge/sdk';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export interface Catalogue {
  readonly names: readonly string[];
  readonly model: Model;
  readonly version: ModelVersion;
}

interface Asked {
  /** Empty for the first. */
  readonly model: string;
  /** An alias or a digest. */
  readonly version: string;
}

/** A link may name what is not there. */
class NotInCatalogue extends Error {
  override readonly name = 'NotInCatalogue';
}

export async function readCatalogue(
  edge: ComfyEdge,
  asked: Asked,
  signal: AbortSignal,
): Promise<Catalogue> {
  const names: string[] = [];
  for await (const { name } of edge.models.list({ limit: 100 }, { signal })) names.push(name);
  const name = asked.model === '' ? names[0] : asked.model;
  if (name === undefined) {
    throw new NotInCatalogue('no model has been published yet: npm run publish-model does it');
  }
  const model = await edge.models.get(name, { signal });
  const digest = digestOf(model, asked.version);
  return { names, model, version: await edge.models.version(name, digest, { signal }) };
}

/** @throws NotInCatalogue */
export function digestOf({ name, aliases, versions }: Model, version: string): string {
  if (/^[0-9a-f]{64}$/.test(version)) return version;
  const alias = aliases.find((it) => it.alias === version);
  if (alias !== undefined) return alias.digest;
  const [newest] = versions;
  if (version === 'latest' && newest !== undefined) return newest.digest;
  const known = aliases.map((it) => it.alias).join(', ') || 'none';
  throw new NotInCatalogue(`expected one of the aliases of ${name} (${known}), got ${version}`);
}

export const CatalogueContext = createContext<Catalogue | undefined>(undefined);

export function useCatalogue(): Catalogue {
  const catalogue = useContext(CatalogueContext);
  if (catalogue === undefined) throw new Error('expected a catalogue around this, got none');
  return catalogue;
}
