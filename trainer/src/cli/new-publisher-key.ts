/** `npm run new-publisher-key`: draws the key that a publisher signs with, and says how to have it believed. */
import { publicHalf, publisherKeyId } from '@comfy-edge/model';
import { Command } from 'commander';
import { ConfigError } from '../config/train-config.ts';
import { writePublisherKey } from '../publish/publisher-key-file.ts';
import { runCommand } from './run-command.ts';

const command = new Command('npm run new-publisher-key --')
  .description(
    'Draw an Ed25519 key to sign models with. The file is the private key: keep it where releases are made.',
  )
  .requiredOption('--out <file>', 'where the key is written; never over another file')
  .option('--name <name>', 'of the publisher, for people', 'release pipeline')
  .addHelpText(
    'after',
    '\nExample: npm run new-publisher-key -- --out ~/.comfy-edge-publisher.json',
  )
  .action(run);

await runCommand(command, { expected: [ConfigError] });

async function run({ out, name }: { readonly out: string; readonly name: string }): Promise<void> {
  const key = publicHalf(await writePublisherKey(out));
  const body = JSON.stringify({ name, key });
  console.log(`key        ${out}`);
  console.log(`publisher  ${await publisherKeyId(key)}`);
  console.log(`
Have it believed by a deployment, with a key of the scope admin:
  curl -sS --fail-with-body "$URL/v1/publishers" -H "Authorization: Bearer $ADMIN_KEY" \\
    -H 'Content-Type: application/json' -d '${body}'
Publish with it:
  npm run publish-model -- RUN --to "$URL" --name MODEL --publisher-key ${out}`);
}
