/** `comfy-edge publishers list`. */
import { defineCommand } from '../../command.ts';
import { timeText } from '../../output/quantities.ts';
import { table } from '../../output/table.ts';

export const listPublishers = defineCommand({
  name: 'list',
  summary: 'List the publishers',
  more: 'Also those that are believed no more. Needs a key with the scope admin.',
  examples: { 'publishers list': 'All of them' },
  async run(session) {
    const publishers = await session.edge.publishers.list();
    session.print({
      json: { publishers },
      text: (paint) =>
        table(
          ['ID', 'NAME', 'ADDED', 'BY', 'STATE'],
          publishers.map(({ id, name, createdAt, createdBy, revokedAt }) => [
            ...[id, name, timeText(createdAt), createdBy],
            revokedAt === undefined
              ? { text: 'believed', paint: paint.green }
              : { text: `revoked ${timeText(revokedAt)}`, paint: paint.dim },
          ]),
          paint,
        ),
    });
    return undefined;
  },
});
