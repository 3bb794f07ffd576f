/**
 * The whole deployment to this machine: the same steps, with the storage that wrangler keeps in a directory
 * instead of an account's. What is deployed stays there; the server is there while it is tried.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { type LocalServer, serveLocally } from '../../workers/api/scripts/local-server.ts';
import type { Goldens } from '../../workers/api/src/canary/goldens.ts';
import { hasMigrations } from './cloudflare-resources.ts';
import { type Configuration, queueNames } from './configuration.ts';
import { deployedVars, goldensStep } from './goldens.ts';
import {
  buildVersion,
  type LocalVersion,
  readDeployment,
  writeDeployment,
} from './local-version.ts';
import { Memory } from './memory.ts';
import { drawSecrets, missingSecrets, readAdminKey, secretNames } from './secrets.ts';
import { Service } from './service.ts';
import { known, publishStep, type ServiceUnderWay, smokeStep } from './service-steps.ts';
import type { Step } from './step.ts';
import { Wrangler } from './wrangler.ts';

export interface LocalDeploymentOptions {
  readonly configuration: Configuration;
  /** Published, and made again by the smoke test. */
  readonly modelDirectory: string;
  /** Of everything that is deployed. */
  readonly directory: string;
  /** How long what fails is tried again. */
  readonly patienceMs?: number;
}

export function localSteps({
  configuration,
  modelDirectory,
  directory,
  patienceMs = 10_000,
}: LocalDeploymentOptions): Step[] {
  const memory = new Memory(join(directory, 'operator.json'));
  const secretsFile = join(directory, 'secrets.env');
  const storage = join(directory, 'storage');
  const deploymentFile = join(directory, 'deployment.json');
  let goldens: Goldens | undefined;
  let version: LocalVersion | undefined;
  let server: Pick<LocalServer, 'url' | 'close'> | undefined;
  const service = async () => {
    const { url } = known(server, 'a server');
    return new Service({ url, key: await readAdminKey(memory) });
  };
  const underWay: ServiceUnderWay = {
    ...{ service, present: service },
    goldens: () => known(goldens, 'golden images'),
    // workerd says of itself what it likes.
    versionId: () => undefined,
    patienceMs,
  };
  const migrationsOf = ({ configuration }: LocalVersion) =>
    hasMigrations(new Wrangler(configuration), migrationPlace);
  const migrationPlace = ['DB', '--local', '--persist-to', storage];
  return [
    goldensStep(modelDirectory, async (made) => {
      goldens = made;
    }),
    ...bindingSteps(configuration),
    {
      name: 'secrets',
      ensures: `${secretsFile} has ${secretNames.join(' and ')}`,
      commands: [],
      isNeeded: async () => missingSecrets(Object.keys(await readSecrets(secretsFile))).length > 0,
      async perform() {
        const present = await readSecrets(secretsFile);
        const missing = missingSecrets(Object.keys(present));
        const all = { ...present, ...(await drawSecrets(missing, memory)) };
        await mkdir(directory, { recursive: true });
        const lines = Object.entries(all).map(([name, value]) => `${name}='${value}'\n`);
        await writeFile(secretsFile, lines.join(''), { mode: 0o600 });
        return `drew ${missing.join(' and ')}; the admin key is in ${memory.path}`;
      },
    },
    {
      name: 'upload',
      ensures: `${join(directory, 'versions')} has the Worker as it would be uploaded`,
      commands: ['wrangler deploy --dry-run --outdir <version>'],
      isNeeded: async () => true,
      async perform() {
        const vars = deployedVars(configuration, underWay.goldens());
        version = await buildVersion(join(directory, 'versions'), { ...configuration, vars });
        return `version ${version.id}`;
      },
    },
    {
      name: 'migrations',
      ensures: 'the database has all tables',
      commands: [`wrangler d1 migrations apply ${migrationPlace.join(' ')}`],
      isNeeded: () => migrationsOf(known(version, 'a version')),
      async perform() {
        const wrangler = new Wrangler(known(version, 'a version').configuration);
        await wrangler.run('d1', 'migrations', 'apply', ...migrationPlace);
        return 'applied';
      },
    },
    {
      name: 'stage',
      ensures: 'the new version runs, on a port that nobody knows',
      commands: [`wrangler dev --local --persist-to ${storage}`],
      isNeeded: async () => true,
      async perform() {
        const { configuration } = known(version, 'a version');
        server = await serveLocally(
          ['--port', '0', '--config', configuration, '--env-file', secretsFile],
          { persistTo: storage },
        );
        return `at ${server.url}`;
      },
      async undo() {
        await server?.close();
        const { version: present } = (await readDeployment(deploymentFile)) ?? {};
        return present === undefined
          ? 'the new version is stopped, and none is deployed, as before'
          : `the new version is stopped, and ${present} is deployed, as before`;
      },
    },
    publishStep(modelDirectory, underWay, memory),
    smokeStep(underWay),
    {
      name: 'promote',
      ensures: `${deploymentFile} names the new version`,
      commands: [],
      async isNeeded() {
        await server?.close();
        return (await readDeployment(deploymentFile))?.version !== version?.id;
      },
      async perform() {
        const { id } = known(version, 'a version');
        const { version: previous } = (await readDeployment(deploymentFile)) ?? {};
        await writeDeployment(deploymentFile, { version: id, ...(previous && { previous }) });
        return `${id} is deployed${previous === undefined ? '' : `, was ${previous}`}`;
      },
    },
  ];
}

/** Locally, storage comes into being when it is used. */
function bindingSteps(configuration: Configuration): Step[] {
  const places: [string, string][] = [
    ...configuration.r2_buckets.map((it): [string, string] => ['bucket', it.bucket_name]),
    ...configuration.d1_databases.map((it): [string, string] => ['database', it.database_name]),
    ...queueNames(configuration).map((name): [string, string] => ['queue', name]),
  ];
  return places.map(([name, resource]) => ({
    name,
    ensures: `there is ${resource}, as soon as it is used`,
    commands: [],
    isNeeded: async () => false,
    perform: async () => resource,
  }));
}

async function readSecrets(path: string): Promise<NodeJS.Dict<string>> {
  return parseEnv(await readFile(path, 'utf8').catch(() => ''));
}
