/** `comfy-edge keys revoke`. */
import { Argument } from 'commander';
import type { Key } from '../../../resources/keys.ts';
import { defineCommand } from '../../command.ts';
import { collect, keyId } from '../../options.ts';
import { printable } from '../../output/printable.ts';
import { timeText } from '../../output/quantities.ts';

export const revokeKeys = defineCommand<object, [ids: string[]]>({
  name: 'revoke',
  summary: 'Refuse keys from the next request on',
  more: 'What a key has begun comes to its end. Repeating it changes nothing.',
  arguments: [
    new Argument('<ids...>', 'ids, or whole keys that were found somewhere').argParser(
      collect(keyId),
    ),
  ],
  examples: { 'keys revoke 4fzN0qYb7TrK': 'One key' },
  async run(session, _, ids) {
    const keys: Key[] = [];
    for (const id of ids) keys.push(await session.edge.keys.revoke(id));
    session.print({
      json: { keys },
      text: () =>
        keys
          .map(({ id, name, revokedAt }) =>
            printable(`${id} (${name}) is revoked since ${timeText(revokedAt)}`),
          )
          .map((line) => `${line}\n`)
          .join(''),
    });
    return undefined;
  },
});
