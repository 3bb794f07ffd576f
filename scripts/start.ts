/** The real Worker in workerd on this machine, with the models of `models/`, until Ctrl-C. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ComfyEdge } from '@comfy-edge/sdk';
import { startLocalServer } from '../workers/api/scripts/local-server.ts';
import { publishModels } from './publish-models.ts';
import { runCommand } from './run-command.ts';

const usage = `npm start -- [options]

Starts the Worker on this machine, publishes the models into its local object storage and keeps
running until Ctrl-C.

  --port PORT    0 for any free one                (8787)
  --models DIR   published models, one folder each (models)
  --key KEY      development key                   (drawn anew at each start)
  --help         this text`;

await runCommand({
  usage,
  defaults: { port: '8787', models: 'models', key: randomBytes(32).toString('base64url') },
  run: ({ port, models, key }) => start(parsePort(port), models, key),
});

async function start(port: number, modelsDirectory: string, apiKey: string): Promise<void> {
  const interrupted = new Promise<string>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  const persistTo = await mkdtemp(join(tmpdir(), 'comfy-edge-'));
  try {
    const keys = [{ key: apiKey, scopes: ['images:write', 'models:write'] as const }];
    const server = await startLocalServer({ port, persistTo, keys });
    try {
      const client = new ComfyEdge({ baseUrl: server.url, apiKey });
      const [first] = await publishModels(client, modelsDirectory);
      if (first === undefined) return;
      const { classes } = await client.models.version(first.model, first.digest);
      console.log(greeting(server.url, apiKey, first.model, classes[0] ?? ''));
      await interrupted;
    } finally {
      await server.close();
    }
  } finally {
    await rm(persistTo, { recursive: true });
  }
}

function greeting(url: string, apiKey: string, model: string, className: string): string {
  const body = JSON.stringify({ model, class: className, seed: 42 });
  return `
Comfy Edge listens on ${url}
Development key: ${apiKey}

  curl -sS --fail-with-body ${url}/v1/images -H 'Authorization: Bearer ${apiKey}' \\
    -H 'Content-Type: application/json' -H 'Accept: image/png' \\
    -d '${body}' -o image.png

Ctrl-C stops it.`;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Error(`expected --port to be 0 to 65535, got ${text}`);
}
