/** The real Worker in workerd on this machine, with the models of `models/`, until Ctrl-C. */
import { type LocalEdge, withLocalEdge } from './local-edge.ts';
import { runCommand } from './run-command.ts';

const usage = `npm start -- [options]

Starts the Worker on this machine, publishes the models into its local object storage and keeps
running until Ctrl-C.

  --port PORT      0 for any free one                (8787)
  --models DIR     published models, one folder each (models)
  --admin-key KEY  the deployment's own, of npm run new-key (drawn anew at each start)
  --help           this text`;

await runCommand({
  usage,
  defaults: { port: '8787', models: 'models', 'admin-key': '' },
  run: ({ port, models, 'admin-key': key }) => start(parsePort(port), models, key),
});

async function start(port: number, modelsDirectory: string, adminKey: string): Promise<void> {
  const options = { port, modelsDirectory, ...(adminKey !== '' && { adminKey }) };
  await withLocalEdge(options, async (edge) => {
    const [first] = edge.published;
    if (first === undefined) throw new Error(`expected models in ${modelsDirectory}, got none`);
    const { classes } = await edge.client.models.version(first.model, first.digest);
    console.log(greeting(edge, first.model, classes[0] ?? ''));
    await new Promise<never>(() => {});
  });
}

function greeting(
  { url, apiKey, adminKey, publisherKeyFile }: LocalEdge,
  model: string,
  className: string,
): string {
  const body = JSON.stringify({ model, class: className, seed: 42 });
  return `
Comfy Edge listens on ${url}

The playground, in a browser, with a key:
  ${url}/#key=${apiKey}

  export COMFY_EDGE_KEY=${apiKey}
  export COMFY_EDGE_PUBLISHER_KEY=${publisherKeyFile}
A key that makes and revokes others (${url}/v1/keys):
  ${adminKey}

  curl -sS --fail-with-body ${url}/v1/images -H "Authorization: Bearer $COMFY_EDGE_KEY" \\
    -H 'Content-Type: application/json' -H 'Accept: image/png' \\
    -d '${body}' -o image.png

An image, without a key:
  ${url}/v1/models/${model}/aliases/latest/images/42.png?class=${className}&size=224

Ctrl-C stops it.`;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Error(`expected --port to be 0 to 65535, got ${text}`);
}
