/** Two versions side by side: what differs, which of both is better where that can be said. */
import type { QualityRule } from '@comfy-edge/contract';
import type { Model, ModelVersion } from '../../resources/models.ts';
import { betterOf } from './metric-directions.ts';

/** A version as the registry has it: its manifest's summary, and its line in the list of versions. */
export interface VersionSide {
  readonly version: ModelVersion;
  readonly listed: Model['versions'][number] | undefined;
}

type Value = string | number | undefined;

export interface DiffRow {
  readonly section: 'metrics' | 'size' | 'architecture' | 'lineage';
  readonly name: string;
  readonly before: Value;
  readonly after: Value;
  /** After minus before, of numbers. */
  readonly change?: number;
  /** Of the second, seen from the first; absent where it is the same, or nobody can say. */
  readonly verdict?: 'better' | 'worse';
}

/** @param rules of the alias's policy, which may know metrics that nobody else does */
export function diffVersions(
  before: VersionSide,
  after: VersionSide,
  rules: readonly QualityRule[],
): DiffRow[] {
  const metrics = { before: before.version.metrics, after: after.version.metrics };
  const names = new Set([...Object.keys(metrics.before), ...Object.keys(metrics.after)]);
  const rows = [...names].sort().map((name) => {
    const values = { before: metrics.before[name], after: metrics.after[name] };
    return compared('metrics', name, values, betterOf(name, rules));
  });
  const paired = (factsOf: (side: VersionSide) => Facts) => pairs(factsOf(before), factsOf(after));
  return [
    ...rows,
    ...paired(sizes).map(([name, values]) => compared('size', name, values, 'lower')),
    ...paired(architecture).map(([name, values]) => compared('architecture', name, values)),
    ...paired(lineage).map(([name, values]) => compared('lineage', name, values)),
  ];
}

/** Whether two rows' values are the same. */
export function isSame({ before, after }: DiffRow): boolean {
  return before === after;
}

function compared(
  section: DiffRow['section'],
  name: string,
  { before, after }: { readonly before: Value; readonly after: Value },
  better?: QualityRule['better'],
): DiffRow {
  const row = { section, name, before, after };
  if (typeof before !== 'number' || typeof after !== 'number') return row;
  const change = after - before;
  if (better === undefined || change === 0) return { ...row, change };
  return { ...row, change, verdict: change > 0 === (better === 'higher') ? 'better' : 'worse' };
}

type Facts = Readonly<Record<string, Value>>;

function pairs(before: Facts, after: Facts) {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].map((name) => [name, { before: before[name], after: after[name] }] as const);
}

function sizes({ version }: VersionSide): Facts {
  const blobs = version.blobs.map(({ role, sizeBytes }) => [`${role} bytes`, sizeBytes]);
  return {
    'all bytes': version.sizeBytes,
    ...Object.fromEntries(blobs),
    'multiply-adds': version.multiplyAdds,
  };
}

function architecture({ version }: VersionSide): Facts {
  const { image, latent, classes, blobs } = version;
  return {
    image: `${image.width}×${image.height}×${image.channels}`,
    latent: latent.size,
    classes: classes.join(' '),
    networks: blobs.map(({ role }) => role).join(' '),
  };
}

function lineage({ version, listed }: VersionSide): Facts {
  const { training, data } = version;
  const parent = listed?.lineage?.parent;
  return {
    trained: version.createdAt,
    preset: training.preset,
    seed: training.seed,
    steps: training.steps,
    images: training.images,
    data: data.name,
    'data sha256': data.sha256,
    parent: parent && `${parent.kind} ${parent.sha256}`,
    licence: version.licence,
    published: listed?.publishedAt,
    publisher: listed?.publication?.publisher,
    counter: listed?.publication?.counter,
    expires: listed?.publication?.expiresAt,
  };
}
