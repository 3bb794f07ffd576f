/** `comfy-edge publishers revoke`. */
import { Argument } from 'commander';
import { defineCommand } from '../../command.ts';
import { reasonOption, type WhyFlags } from '../../options.ts';
import { printable } from '../../output/printable.ts';
import { shortDigest } from '../../output/quantities.ts';
import { table } from '../../output/table.ts';

export const revokePublisher = defineCommand<WhyFlags, [publisher: string]>({
  name: 'revoke',
  summary: 'Believe a publisher no more',
  more: 'Nothing of theirs can be published, promoted or rolled back to from now on. What serves goes on serving, and is listed. Needs a key with the scope admin.',
  arguments: [new Argument('<publisher>', 'the id')],
  options: [reasonOption],
  examples: {
    'publishers revoke kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k --reason "laptop stolen"':
      'One publisher',
  },
  async run(session, why, id) {
    const revoked = await session.edge.publishers.revoke(id, why);
    session.print({
      json: revoked,
      text: (paint) => {
        const { publisher, serving } = revoked;
        const head = `${printable(`${publisher.id} (${publisher.name}) is revoked`)}\n`;
        if (serving.length === 0) return `${head}nothing of it is served\n`;
        const rows = serving.map((it) => [it.model, shortDigest(it.digest), it.user]);
        return `${head}still served:\n${table(['MODEL', 'VERSION', 'BY'], rows, paint)}`;
      },
    });
    return undefined;
  },
});
