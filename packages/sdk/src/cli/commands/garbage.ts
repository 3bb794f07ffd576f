/** `comfy-edge garbage`: what no version refers to, and its end. */
import { Option } from 'commander';
import { defineCommand } from '../command.ts';
import { durationMs } from '../options.ts';
import { sizeText } from '../output/quantities.ts';
import { table } from '../output/table.ts';

interface Flags {
  readonly delete?: true;
  readonly grace?: number;
}

export const garbage = defineCommand<Flags>({
  name: 'garbage',
  summary: 'Find, or delete, stored objects that no version refers to',
  more: 'Nothing is deleted without --delete. Publishing may go on meanwhile. Needs a key with the scope admin.',
  options: [
    new Option('--delete', 'delete what is found'),
    new Option(
      '--grace <time>',
      'how long ago it must have been stored; 1d when left out',
    ).argParser(durationMs),
  ],
  examples: {
    garbage: 'What would go',
    'garbage --delete --grace 7d': 'Delete what is a week old',
  },
  async run(session, flags) {
    const dryRun = flags.delete !== true;
    const parameters = {
      dryRun,
      ...(flags.grace !== undefined && { graceSeconds: flags.grace / 1000 }),
    };
    const found: { readonly key: string; readonly sizeBytes: number }[] = [];
    let examined = 0;
    await session.during(dryRun ? 'looking' : 'deleting', async () => {
      for (let cursor: string | undefined; ; ) {
        const page = await session.edge.blobs.collectGarbage({
          ...parameters,
          ...(cursor !== undefined && { cursor }),
        });
        examined += page.examined;
        found.push(...page.garbage);
        if (page.nextCursor === undefined) return;
        cursor = page.nextCursor;
      }
    });
    const sizeBytes = found.reduce((sum, object) => sum + object.sizeBytes, 0);
    session.print({
      json: { dryRun, examined, garbage: found, sizeBytes },
      text: (paint) => {
        const rows = found.map((object) => [object.key, sizeText(object.sizeBytes)]);
        const list = found.length === 0 ? '' : table(['OBJECT', 'SIZE'], rows, paint);
        const what = `${found.length} of ${examined} objects, ${sizeText(sizeBytes)}`;
        const fate = dryRun ? 'would be deleted; --delete does it' : 'deleted';
        return `${list}${found.length === 0 ? `no garbage in ${examined} objects` : `${what}, ${fate}`}\n`;
      },
    });
    return undefined;
  },
});
