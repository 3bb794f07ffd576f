/** `comfy-edge models history`: where an alias pointed. */
import { Argument, Option } from 'commander';
import type { AliasRevision } from '../../../resources/aliases.ts';
import { defineCommand } from '../../command.ts';
import { aliasOption, wholeNumber } from '../../options.ts';
import { shortDigest, timeText } from '../../output/quantities.ts';
import { table } from '../../output/table.ts';
import { modelName } from '../../versions/version-reference.ts';

interface Flags {
  readonly alias: string;
  readonly limit: number;
}

export const history = defineCommand<Flags, [model: string]>({
  name: 'history',
  summary: 'Show where an alias pointed',
  more: 'The newest first. Who changed it, and why, is in comfy-edge audit.',
  arguments: [new Argument('<model>', 'its name').argParser(modelName)],
  options: [aliasOption, new Option('--limit <n>', 'revisions').argParser(wholeNumber).default(30)],
  examples: { 'models history fashion-mnist --alias stable': 'Of one alias' },
  async run(session, { alias, limit }, model) {
    const revisions: AliasRevision[] = [];
    const pages = { limit: Math.max(1, Math.min(100, limit)) };
    for await (const revision of session.edge.models.aliases.history(model, alias, pages)) {
      if (revisions.length === limit) break;
      revisions.push(revision);
    }
    session.print({
      json: { model, alias, revisions },
      text: (paint) =>
        table(
          ['REVISION', 'TIME', 'ACTION', 'VERSION', 'CANARY'],
          revisions.map(({ revision, at, action, digest, canary }) => [
            ...[revision, timeText(at), action, shortDigest(digest)],
            canary && `${canary.percent} % ${shortDigest(canary.digest)}`,
          ]),
          paint,
        ),
    });
    return undefined;
  },
});
