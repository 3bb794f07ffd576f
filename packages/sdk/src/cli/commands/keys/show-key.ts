/** `comfy-edge keys show`. */
import { Argument } from 'commander';
import { defineCommand } from '../../command.ts';
import { keyId } from '../../options.ts';
import { timeText } from '../../output/quantities.ts';
import { facts } from '../../output/table.ts';
import { quotasText, stateCell } from './key-table.ts';

export const showKey = defineCommand<object, [id: string]>({
  name: 'show',
  summary: 'Show what is known of a key',
  arguments: [
    new Argument('<id>', 'its id, which is the second part of its text').argParser(keyId),
  ],
  examples: { 'keys show 4fzN0qYb7TrK': 'Its scopes, quotas and last use' },
  async run(session, _, id) {
    const key = await session.edge.keys.get(id);
    session.print({
      json: key,
      text: (paint) =>
        facts(
          {
            id: key.id,
            name: key.name,
            scopes: key.scopes.join(' '),
            state: stateCell(key, paint, Date.now()),
            quotas: quotasText(key),
            created: `${timeText(key.createdAt)} by ${key.createdBy}`,
            'last used': timeText(key.lastUsedAt),
          },
          paint,
        ),
    });
    return undefined;
  },
});
