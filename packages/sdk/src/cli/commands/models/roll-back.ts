/** `comfy-edge models rollback`: what one does at night. */
import { Argument } from 'commander';
import { defineCommand } from '../../command.ts';
import { aliasOption, reasonOption, type WhyFlags } from '../../options.ts';
import { modelName } from '../../versions/version-reference.ts';
import { printMove } from './promote.ts';

interface Flags extends WhyFlags {
  readonly alias: string;
}

export const rollBack = defineCommand<Flags, [model: string]>({
  name: 'rollback',
  summary: 'Go back to what an alias served before',
  more: 'Ends its canary, where it has one; otherwise points it at the version before. Done again, further back. Neither quality gate nor expiry stands in the way.',
  arguments: [new Argument('<model>', 'its name').argParser(modelName)],
  options: [aliasOption, reasonOption],
  examples: { 'models rollback fashion-mnist --reason "boots look like sandals"': 'Now' },
  async run(session, { alias, reason }, model) {
    const { aliases } = session.edge.models;
    const before = await aliases.get(model, alias);
    const why = reason === undefined ? {} : { reason };
    const after = await aliases.rollBack(model, alias, { ifMatch: before.etag, ...why });
    printMove(session, model, before, after);
    return undefined;
  },
});
