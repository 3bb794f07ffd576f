/** How versions are named on the command line: `model`, `model@alias`, or `model@` and a digest, also a part of one. */
import { InvalidArgumentError } from 'commander';
import type { ComfyEdge } from '../../comfy-edge.ts';
import type { Model } from '../../resources/models.ts';
import { UsageError } from '../usage-error.ts';

export interface VersionReference {
  readonly model: string;
  /** An alias, a digest, or the beginning of one; undefined for the model alone. */
  readonly version: string | undefined;
}

/** A reference that was followed. */
export interface FoundVersion {
  readonly model: Model;
  readonly digest: string;
  /** What the list of versions says of it; of the latest hundred alone. */
  readonly listed: Model['versions'][number] | undefined;
}

const defaultAlias = 'latest';

const pattern = /^([a-z0-9][a-z0-9-]{0,62})(?:@([a-z0-9][a-z0-9-]{0,63}))?$/;

/** For `argParser`. */
export function versionReference(text: string): VersionReference {
  const [, model, version] = pattern.exec(text) ?? [];
  if (model !== undefined) return { model, version };
  throw new InvalidArgumentError(`Expected model, model@alias or model@digest, got ${text}.`);
}

/** For `argParser`, where a version has no place. */
export function modelName(text: string): string {
  const { model, version } = versionReference(text);
  if (version === undefined) return model;
  throw new InvalidArgumentError(`Expected a model alone, got ${text}; --alias names an alias.`);
}

/**
 * @throws NotFoundError as the service says it
 * @throws UsageError for a part of a digest that several versions begin with
 */
export async function findVersion(
  edge: ComfyEdge,
  { model: name, version = defaultAlias }: VersionReference,
): Promise<FoundVersion> {
  const model = await edge.models.get(name);
  const digest = await digestOf(edge, model, version);
  return { model, digest, listed: model.versions.find((listed) => listed.digest === digest) };
}

async function digestOf(edge: ComfyEdge, model: Model, version: string): Promise<string> {
  const named = model.aliases.find(({ alias }) => alias === version);
  if (named !== undefined) return named.digest;
  if (/^[0-9a-f]{64}$/.test(version)) return version;
  const matching = model.versions.filter(({ digest }) => digest.startsWith(version));
  const [only, ...more] = matching.map(({ digest }) => digest);
  if (only === undefined) return (await edge.models.aliases.get(model.name, version)).digest;
  if (more.length === 0) return only;
  throw new UsageError(
    `expected digits that one version of ${model.name} begins with, got ${version} of ${matching.length}`,
  );
}
