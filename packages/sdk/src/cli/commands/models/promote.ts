/** `comfy-edge models promote`: points an alias at a version. */
import { Argument, Option } from 'commander';
import { NotFoundError } from '../../../errors/not-found-error.ts';
import type { Alias } from '../../../resources/aliases.ts';
import { defineCommand } from '../../command.ts';
import { aliasOption, reasonOption, type WhyFlags } from '../../options.ts';
import { shortDigest } from '../../output/quantities.ts';
import type { Session } from '../../session.ts';
import { UsageError } from '../../usage-error.ts';
import {
  findVersion,
  type VersionReference,
  versionReference,
} from '../../versions/version-reference.ts';

export interface ForceFlags extends WhyFlags {
  readonly force?: true;
}

export const forceOption = new Option(
  '--force',
  'also an older version, or one below the quality gate; with --reason',
);

interface Flags extends ForceFlags {
  readonly alias: string;
}

export const promote = defineCommand<Flags, [reference: VersionReference]>({
  name: 'promote',
  summary: 'Point an alias at a version',
  more: 'The alias moves only if it still is what was read. Creates the alias where there is none. A canary that it had ends.',
  arguments: [new Argument('<version>', 'model@alias or model@digest').argParser(versionReference)],
  options: [aliasOption, forceOption, reasonOption],
  examples: {
    'models promote fashion-mnist@candidate': 'latest is what candidate is',
    'models promote fashion-mnist@7c806de7 --alias stable --reason "a week without complaints"':
      'Another alias, and why',
    'models promote fashion-mnist@7c806de7 --force --reason "the metric was measured wrongly"':
      'Past the quality gate; the audit log keeps both',
  },
  async run(session, { alias, ...why }, reference) {
    if (reference.version === undefined) {
      throw new UsageError(`expected a version such as ${reference.model}@candidate, got none`);
    }
    checkForce(why);
    const { model, digest } = await findVersion(session.edge, reference);
    const before = await readAlias(session, model.name, alias);
    const condition =
      before === undefined ? ({ ifNoneMatch: '*' } as const) : { ifMatch: before.etag };
    const after = await session.edge.models.aliases.put(model.name, alias, {
      ...{ digest, ...condition },
      ...(why.reason !== undefined && { reason: why.reason }),
      ...(why.force !== undefined && { force: why.force }),
    });
    printMove(session, model.name, before, after);
    return undefined;
  },
});

/** @throws UsageError for force without a reason, before the service says it */
export function checkForce({ force, reason }: ForceFlags): void {
  if (force === true && reason === undefined) {
    throw new UsageError('expected --reason with --force, got none');
  }
}

async function readAlias({ edge }: Session, model: string, alias: string) {
  try {
    return await edge.models.aliases.get(model, alias);
  } catch (error) {
    if (error instanceof NotFoundError && error.code === 'alias_not_found') return undefined;
    throw error;
  }
}

/** Says what an alias was and what it is. */
export function printMove(
  session: Session,
  model: string,
  before: Alias | undefined,
  after: Alias,
): void {
  session.print({
    json: {
      ...{ model, alias: after.alias },
      from: before === undefined ? null : stateOf(before),
      to: stateOf(after),
    },
    text: () => {
      const from = before === undefined ? 'new' : describe(before);
      return `${model}@${after.alias}: ${from} → ${describe(after)}\n`;
    },
  });
}

function stateOf({ digest, canary, etag }: Alias) {
  return { digest, ...(canary !== undefined && { canary }), etag };
}

function describe({ digest, canary }: Alias): string {
  const split = canary && `, ${canary.percent} % ${shortDigest(canary.digest)}`;
  return `${shortDigest(digest)}${split ?? ''}`;
}
