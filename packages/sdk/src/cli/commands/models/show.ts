/** `comfy-edge models show`: a model with its aliases and versions, or one version. */
import { Argument } from 'commander';
import type { Model, ModelVersion } from '../../../resources/models.ts';
import { defineCommand } from '../../command.ts';
import type { Paint } from '../../output/paint.ts';
import { shortDigest, sizeText, timeText } from '../../output/quantities.ts';
import { facts, table } from '../../output/table.ts';
import type { Session } from '../../session.ts';
import { ruleTexts } from '../../versions/quality-rule.ts';
import {
  type FoundVersion,
  findVersion,
  type VersionReference,
  versionReference,
} from '../../versions/version-reference.ts';

export const show = defineCommand<object, [reference: VersionReference]>({
  name: 'show',
  summary: 'Show a model, or one version of it',
  arguments: [
    new Argument('<model>', 'a model, or model@alias or model@digest for one version').argParser(
      versionReference,
    ),
  ],
  examples: {
    'models show fashion-mnist': 'Its aliases and versions',
    'models show fashion-mnist@latest': 'What is served: classes, sizes, metrics, lineage',
  },
  run: (session, _, reference) =>
    reference.version === undefined
      ? showModel(session, reference.model)
      : showVersion(session, reference),
});

async function showModel(session: Session, name: string): Promise<undefined> {
  const model = await session.edge.models.get(name);
  session.print({
    json: model,
    text: (paint) => `${aliasTable(model, paint)}\n${versionTable(model, paint)}`,
  });
  return undefined;
}

function aliasTable({ aliases }: Model, paint: Paint): string {
  const rows = aliases.map(({ alias, digest, canary, policy }) => [
    ...[alias, shortDigest(digest)],
    canary && `${canary.percent} % ${shortDigest(canary.digest)}`,
    policy?.rules.flatMap(ruleTexts).join(' '),
  ]);
  return table(['ALIAS', 'VERSION', 'CANARY', 'POLICY'], rows, paint);
}

function versionTable({ aliases, versions, versionCount }: Model, paint: Paint): string {
  const rows = versions.map(({ digest, title, publishedAt, metrics, publication }) => [
    ...[shortDigest(digest), title, timeText(publishedAt), metrics?.cas, metrics?.cfid],
    publication === undefined ? 'unsigned' : `until ${timeText(publication.expiresAt)}`,
    aliases
      .filter((alias) => alias.digest === digest)
      .map(({ alias }) => alias)
      .join(' '),
  ]);
  const heads = ['VERSION', 'TITLE', 'PUBLISHED', 'CAS', 'CFID', 'SIGNED', 'SERVED AS'];
  const more = versionCount - versions.length;
  return table(heads, rows, paint) + (more > 0 ? `and ${more} older ones\n` : '');
}

async function showVersion(session: Session, reference: VersionReference): Promise<undefined> {
  const found = await findVersion(session.edge, reference);
  const version = await session.edge.models.version(found.model.name, found.digest);
  const { lineage, publication, publishedAt } = found.listed ?? {};
  session.print({
    json: {
      ...version,
      ...(publishedAt !== undefined && { publishedAt }),
      ...(lineage !== undefined && { lineage }),
      ...(publication !== undefined && { publication }),
    },
    text: (paint) => `${factsOf(version, found, paint)}\n${metricTable(version, paint)}`,
  });
  return undefined;
}

function factsOf(version: ModelVersion, { listed }: FoundVersion, paint: Paint): string {
  const { image, latent, training, data, blobs } = version;
  const parent = listed?.lineage?.parent;
  const publication = listed?.publication;
  return facts(
    {
      model: version.model,
      digest: version.digest,
      title: version.title,
      description: version.description,
      classes: version.classes.join(' '),
      image: `${image.width}×${image.height}×${image.channels}`,
      latent: latent.size,
      'multiply-adds': version.multiplyAdds,
      size: `${sizeText(version.sizeBytes)} (${blobs.map((it) => `${it.role} ${sizeText(it.sizeBytes)}`).join(', ')})`,
      training: `${training.preset}, seed ${training.seed}, ${training.steps} steps, ${training.images} images`,
      trained: timeText(version.createdAt),
      data: `${data.name}, ${data.licence}, ${data.source}`,
      parent: parent && `${parent.kind} ${parent.sha256}`,
      licence: version.licence,
      published: timeText(listed?.publishedAt),
      publisher: publication?.publisher,
      statement:
        publication && `number ${publication.counter}, until ${timeText(publication.expiresAt)}`,
    },
    paint,
  );
}

function metricTable({ metrics }: ModelVersion, paint: Paint): string {
  const rows = Object.entries(metrics).sort(([one], [other]) => (one < other ? -1 : 1));
  return table(['METRIC', 'VALUE'], rows, paint);
}
