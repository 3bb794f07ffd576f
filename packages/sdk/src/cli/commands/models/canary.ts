/** `comfy-edge models canary`: a version for a share of the callers, and how it does beside the other. */
import { Argument, InvalidArgumentError, Option } from 'commander';
import type { Canary } from '../../../resources/aliases.ts';
import { defineCommand } from '../../command.ts';
import { aliasOption, reasonOption } from '../../options.ts';
import type { Paint } from '../../output/paint.ts';
import { shortDigest } from '../../output/quantities.ts';
import { table } from '../../output/table.ts';
import type { Session } from '../../session.ts';
import { UsageError } from '../../usage-error.ts';
import {
  findVersion,
  type VersionReference,
  versionReference,
} from '../../versions/version-reference.ts';
import { checkForce, type ForceFlags, forceOption, printMove } from './promote.ts';

interface Flags extends ForceFlags {
  readonly alias: string;
  readonly percent?: number;
  readonly end?: true;
}

export const canary = defineCommand<Flags, [reference: VersionReference]>({
  name: 'canary',
  summary: 'Try a version on a share of the callers',
  more: 'Without --percent and --end: what both versions did since. A caller always gets the same of the two. With --percent and no version, the share of the present canary changes. Promote it to end the trial, or roll back.',
  arguments: [
    new Argument('<model[@version]>', 'the model, or the version to try').argParser(
      versionReference,
    ),
  ],
  options: [
    aliasOption,
    new Option('--percent <1-99>', 'share of the callers').argParser(percent),
    new Option('--end', 'everybody gets what the alias points at'),
    forceOption,
    reasonOption,
  ],
  examples: {
    'models canary fashion-mnist@candidate --percent 10': 'A tenth of the callers get candidate',
    'models canary fashion-mnist': 'How both do',
    'models canary fashion-mnist --percent 50': 'Half of them',
    'models canary fashion-mnist --end': 'Nobody any more',
  },
  async run(session, flags, reference) {
    const { percent: share, end } = flags;
    if (share !== undefined && end === true) {
      throw new UsageError('expected --percent or --end, got both');
    }
    if (share === undefined && reference.version !== undefined) {
      throw new UsageError('expected --percent with a version, got none');
    }
    checkForce(flags);
    if (share !== undefined) return start(session, flags, reference, share);
    return end === true ? stop(session, flags, reference) : report(session, flags, reference);
  },
});

async function start(
  session: Session,
  { alias, reason, force }: Flags,
  reference: VersionReference,
  share: number,
): Promise<undefined> {
  const { edge } = session;
  const { model } = reference;
  const before = await edge.models.aliases.get(model, alias);
  const digest =
    reference.version === undefined
      ? before.canary?.digest
      : (await findVersion(edge, reference)).digest;
  if (digest === undefined) {
    const example = `${model}@candidate`;
    throw new UsageError(`expected a version such as ${example}: ${model}@${alias} has no canary`);
  }
  const after = await edge.models.aliases.putCanary(model, alias, {
    ...{ digest, percent: share, ifMatch: before.etag },
    ...(reason !== undefined && { reason }),
    ...(force !== undefined && { force }),
  });
  printMove(session, model, before, after);
  return undefined;
}

async function stop(
  session: Session,
  { alias, reason }: Flags,
  { model }: VersionReference,
): Promise<undefined> {
  const { aliases } = session.edge.models;
  const before = await aliases.get(model, alias);
  const why = reason === undefined ? {} : { reason };
  const after = await aliases.endCanary(model, alias, { ifMatch: before.etag, ...why });
  printMove(session, model, before, after);
  return undefined;
}

async function report(
  session: Session,
  { alias }: Flags,
  { model }: VersionReference,
): Promise<undefined> {
  const state = await session.edge.models.aliases.getCanary(model, alias);
  session.print({
    json: { model, alias, ...state },
    text: (paint) => countTable(state, paint),
  });
  return undefined;
}

/** Which of both fails more; with few requests that says little, so the counts stand beside it. */
function countTable({ digest, percent: share, counts }: Canary, paint: Paint): string {
  const rates = counts.map(({ requests, failures }) =>
    requests === 0 ? undefined : failures / requests,
  );
  const worst = Math.max(...rates.map((rate) => rate ?? 0));
  const rows = counts.map((count, index) => {
    const isCanary = count.digest === digest;
    const rate = rates[index];
    const isWorse =
      rate !== undefined && rate === worst && rates.some((it) => (it ?? worst) < worst);
    return [
      ...[isCanary ? 'canary' : 'alias', shortDigest(count.digest)],
      `${isCanary ? share : 100 - share} %`,
      ...[count.requests, count.failures],
      {
        text: rate === undefined ? '-' : `${(100 * rate).toFixed(2)} %`,
        paint: isWorse ? paint.red : (text: string) => text,
      },
    ];
  });
  return table(['', 'VERSION', 'CALLERS', 'REQUESTS', 'FAILURES', 'RATE'], rows, paint);
}

function percent(text: string): number {
  const value = Number(text.replace(/%$/, ''));
  if (Number.isInteger(value) && value >= 1 && value <= 99) return value;
  throw new InvalidArgumentError(`Expected 1 to 99 percent, got ${text}.`);
}
