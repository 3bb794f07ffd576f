/** `npm run deploy`: the Worker and all that it needs, to Cloudflare or to this machine. */
import { join, resolve } from 'node:path';
import { cloudflareSteps } from './deploy/cloudflare.ts';
import { readConfiguration } from './deploy/configuration.ts';
import { localSteps } from './deploy/local.ts';
import { Memory } from './deploy/memory.ts';
import { describeSteps, runSteps } from './deploy/step.ts';
import { runCommand } from './run-command.ts';

const usage = `npm run deploy -- [options]

Creates what the service needs and is not there (storage, database, secrets), brings its tables up to date,
uploads the Worker, publishes the default model, and tries all of it before anybody is sent to it. May be
repeated at any time. Where a step fails, the version from before has the traffic again; exit code 1.

  --dry-run       says what it would do, and does nothing; needs no account
  --local         to this machine: the same with wrangler's local storage, under --state
  --name NAME     of the Worker, and of what belongs to it (comfy-edge)
  --model DIR     which model is published and must work (models/fashion-mnist)
  --url URL       where the service is reached; remembered, and known after the first time to workers.dev
  --state DIR     what is remembered: URL and admin key, in files for you alone (.deploy)
  --help          this text

It acts for the account of \`npx wrangler login\` or CLOUDFLARE_API_TOKEN. docs/operating.md says what it costs.`;

await runCommand({
  usage,
  flags: ['dry-run', 'local'],
  defaults: { name: 'comfy-edge', model: 'models/fashion-mnist', url: '', state: '.deploy' },
  async run({ name, model, url, state, 'dry-run': isDryRun, local: isLocal }) {
    const configuration = await readConfiguration(name);
    const modelDirectory = model;
    const memory = new Memory(resolve(state, `${name}.json`));
    const steps = isLocal
      ? localSteps({ configuration, modelDirectory, directory: resolve(state, 'local', name) })
      : cloudflareSteps({ configuration, modelDirectory, memory });
    if (isDryRun) {
      const where = isLocal ? join(state, 'local', name) : 'Cloudflare';
      console.log(`To deploy ${name} to ${where}, each where it is not so already:\n`);
      console.log(describeSteps(steps));
      return;
    }
    // So that a server on this machine ends as well; what is staged elsewhere has no traffic.
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
    if (url !== '') await memory.add({ url: parseUrl(url) });
    const startMs = performance.now();
    await runSteps(steps, (line) => console.log(line));
    const seconds = Math.round((performance.now() - startMs) / 1000);
    const at = isLocal ? '' : ` at ${(await memory.read()).url}`;
    console.log(`deployed ${name}${at} in ${seconds} s`);
  },
});

function parseUrl(text: string): string {
  const parsed = URL.parse(text);
  if (parsed !== null && /^https?:$/.test(parsed.protocol)) return parsed.origin;
  throw new Error(`expected --url to be a URL, got ${JSON.stringify(text)}`);
}
