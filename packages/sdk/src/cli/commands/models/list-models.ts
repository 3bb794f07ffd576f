/** `comfy-edge models list`. */
import type { ModelListItem } from '../../../resources/models.ts';
import { defineCommand } from '../../command.ts';
import { shortDigest } from '../../output/quantities.ts';
import { table } from '../../output/table.ts';

export const listModels = defineCommand({
  name: 'list',
  summary: 'List the models',
  examples: {
    'models list': 'All of them',
    'models list --json | jq -r ".models[].name"': 'Names',
  },
  async run(session) {
    const models: ModelListItem[] = [];
    await session.during('models', async () => {
      for await (const model of session.edge.models.list({ limit: 100 })) models.push(model);
    });
    session.print({
      json: { models },
      text: (paint) => {
        const rows = models.map(({ name, latest }) => [name, latest && shortDigest(latest)]);
        return table(['MODEL', 'LATEST'], rows, paint);
      },
    });
    return undefined;
  },
});
