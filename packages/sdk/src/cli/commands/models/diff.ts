/** `comfy-edge models diff`: two versions side by side, and whether an alias would take the second. */
import { Argument, Option } from 'commander';
import { defineCommand } from '../../command.ts';
import { exitCodes } from '../../exit-code.ts';
import { aliasOption } from '../../options.ts';
import type { Paint } from '../../output/paint.ts';
import { printable } from '../../output/printable.ts';
import { shortDigest } from '../../output/quantities.ts';
import { type Cell, table } from '../../output/table.ts';
import type { Session } from '../../session.ts';
import { type Objection, objectionsTo } from '../../versions/promotion-check.ts';
import {
  type DiffRow,
  diffVersions,
  isSame,
  type VersionSide,
} from '../../versions/version-diff.ts';
import {
  findVersion,
  type VersionReference,
  versionReference,
} from '../../versions/version-reference.ts';

interface Flags {
  readonly alias: string;
  readonly all?: true;
}

export const diff = defineCommand<Flags, [before: VersionReference, after: VersionReference]>({
  name: 'diff',
  summary: 'Put two versions side by side',
  more: 'Metrics, sizes, architecture and lineage, with what is better and worse, and whether the alias would take the second. Exit code 0: it would. 1: it would not, or only with --force.',
  arguments: [
    new Argument('<before>', 'model, model@alias or model@digest').argParser(versionReference),
    new Argument('<after>', 'the same').argParser(versionReference),
  ],
  options: [aliasOption, new Option('--all', 'also what is the same')],
  examples: {
    'models diff fashion-mnist fashion-mnist@candidate': 'What is served, and what might be',
    'models diff fashion-mnist@9f6d31ba fashion-mnist@7c806de7 --all': 'Two digests, every field',
  },
  async run(session, { alias: aliasName, all }, beforeReference, afterReference) {
    const before = await sideOf(session, beforeReference);
    const after = await sideOf(session, afterReference);
    const { model } = after.found;
    const alias = model.aliases.find((it) => it.alias === aliasName);
    const present =
      alias && (await sideOf(session, { model: model.name, version: alias.alias }, before));
    const rows = diffVersions(before, after, alias?.policy?.rules ?? []);
    const objections = objectionsTo(after, present, alias?.policy, Date.now());
    const promotion = { model: model.name, alias: aliasName, passes: objections.length === 0 };
    session.print({
      json: {
        before: { model: before.version.model, digest: before.version.digest },
        after: { model: after.version.model, digest: after.version.digest },
        differences: rows.map((row) => ({ ...row, same: isSame(row) })),
        promotion: { ...promotion, objections },
      },
      text: (paint) => {
        const shown = all === true ? rows : rows.filter((row) => !isSame(row));
        const hidden = rows.length - shown.length;
        const names = [before, after].map(({ version }) => shortDigest(version.digest));
        return [
          shown.length === 0 ? 'no difference\n' : tableOf(shown, names, paint),
          hidden === 0 || all === true ? '' : paint.dim(`${hidden} more are the same; --all\n`),
          `\n${verdictOf(promotion, objections, paint)}`,
        ].join('');
      },
    });
    return objections.length === 0 ? exitCodes.ok : exitCodes.refused;
  },
});

/** @param known one that was read already, and may be the same */
async function sideOf(
  session: Session,
  reference: VersionReference,
  known?: Awaited<ReturnType<typeof readSide>>,
) {
  const isKnown =
    known !== undefined &&
    known.found.model.name === reference.model &&
    known.found.model.aliases.some(
      ({ alias, digest }) => alias === reference.version && digest === known.version.digest,
    );
  return isKnown ? known : readSide(session, reference);
}

async function readSide({ edge }: Session, reference: VersionReference) {
  const found = await findVersion(edge, reference);
  const version = await edge.models.version(found.model.name, found.digest);
  const side: VersionSide = { version, listed: found.listed };
  return { ...side, found };
}

function tableOf(rows: readonly DiffRow[], names: readonly string[], paint: Paint): string {
  let section = '';
  const cells = rows.map((row): Cell[] => {
    const first = row.section === section ? '' : row.section;
    section = row.section;
    const change = row.change === undefined || row.change === 0 ? '' : signed(row.change);
    return [
      { text: first, paint: paint.bold },
      ...[row.name, shortened(row.before), shortened(row.after), change],
      { text: row.verdict ?? '', paint: row.verdict === 'worse' ? paint.red : paint.green },
    ];
  });
  const [before = '', after = ''] = names;
  return table(['', '', before, after, 'CHANGE', ''], cells, paint);
}

/** Digests and lists would make columns wider than screens; `--json` has them whole. */
function shortened(value: DiffRow['before']): Cell {
  if (typeof value !== 'string') return value;
  const text = value.replace(/\b[0-9a-f]{64}\b/g, shortDigest);
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}

function signed(change: number): string {
  const text = Math.abs(change).toLocaleString('en-US', { maximumSignificantDigits: 4 });
  return `${change < 0 ? '-' : '+'}${text}`;
}

function verdictOf(
  {
    model,
    alias,
    passes,
  }: { readonly model: string; readonly alias: string; readonly passes: boolean },
  objections: readonly Objection[],
  paint: Paint,
): string {
  const place = `${model}@${alias}`;
  if (passes) return `${paint.green(`${place} would take it`)}\n`;
  const canBeForced = objections.every((objection) => objection.canBeForced);
  const how = canBeForced ? 'only with --force and a --reason' : 'not even with --force';
  const lines = objections.map(({ code, detail }) => `  ${code}: ${printable(detail)}\n`);
  return `${paint.red(`${place} would take it ${how}:`)}\n${lines.join('')}`;
}
