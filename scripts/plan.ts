/** What the engine would do with a published model, decided and printed without running anything. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseManifest } from '@comfy-edge/model';
import { planGraph, printPlan } from '@comfy-edge/runtime';
import { runCommand } from './run-command.ts';

const usage = `npm run plan -- [model]

Prints the plan of each network of a published model: layer, algorithm, multiply-adds, and every byte
that it takes. Only the manifest is read.

  --model DIR   a folder with a manifest.json (models/fashion-mnist)
  --help        this text`;

await runCommand({
  usage,
  defaults: { model: 'models/fashion-mnist' },
  positional: 'model',
  async run({ model }) {
    const { networks } = parseManifest(await readManifest(model));
    console.log(`generator of ${model}\n\n${printPlan(planGraph(networks.generator.graph))}`);
    if (networks.encoder === undefined) return;
    console.log(`\nencoder of ${model}\n\n${printPlan(planGraph(networks.encoder.graph))}`);
  },
});

async function readManifest(directory: string): Promise<Uint8Array> {
  try {
    return await readFile(join(directory, 'manifest.json'));
  } catch (cause) {
    const message = `${directory}: expected a published model, got no readable manifest.json there`;
    throw new Error(message, { cause });
  }
}
