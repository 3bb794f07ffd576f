/** What a deployment needs of an account before there is a Worker: signing in, storage, queues, tables. */
import type { Configuration } from './configuration.ts';
import { queueNames } from './configuration.ts';
import type { Step } from './step.ts';
import type { Wrangler } from './wrangler.ts';

interface Named {
  readonly name: string;
  readonly uuid: string;
}

/** @param onDatabase is told the id of each database, by its name */
export function resourceSteps(
  configuration: Configuration,
  wrangler: Wrangler,
  onDatabase: (name: string, id: string) => Promise<void>,
): Step[] {
  return [
    accountStep(wrangler),
    ...configuration.r2_buckets.map(({ bucket_name }) => bucketStep(bucket_name, wrangler)),
    ...configuration.d1_databases.map(({ database_name }) =>
      databaseStep(database_name, wrangler, onDatabase),
    ),
    ...queueNames(configuration).map((name) => queueStep(name, wrangler)),
    ...configuration.d1_databases.map(({ database_name }) =>
      migrationsStep(database_name, wrangler),
    ),
  ];
}

function accountStep(wrangler: Wrangler): Step {
  return {
    name: 'account',
    ensures: 'wrangler may act for an account',
    commands: ['wrangler whoami'],
    async isNeeded() {
      return !(await wrangler.try('whoami', '--json')).ok;
    },
    async perform() {
      throw new Error(
        'expected an account, got none: `npx wrangler login`, or a token in CLOUDFLARE_API_TOKEN ' +
          '(https://developers.cloudflare.com/workers/wrangler/system-environment-variables/)',
      );
    },
  };
}

function bucketStep(name: string, wrangler: Wrangler): Step {
  return {
    name: 'bucket',
    ensures: `there is the R2 bucket ${name}`,
    commands: [`wrangler r2 bucket create ${name}`],
    async isNeeded() {
      return !(await wrangler.try('r2', 'bucket', 'info', name, '--json')).ok;
    },
    async perform() {
      await wrangler.run('r2', 'bucket', 'create', name);
      return `created ${name}`;
    },
  };
}

function databaseStep(
  name: string,
  wrangler: Wrangler,
  onDatabase: (name: string, id: string) => Promise<void>,
): Step {
  const find = async () => {
    const { stdout } = await wrangler.run('d1', 'list', '--json');
    return (JSON.parse(stdout) as Named[]).find((it) => it.name === name);
  };
  return {
    name: 'database',
    ensures: `there is the D1 database ${name}`,
    commands: [`wrangler d1 create ${name}`],
    async isNeeded() {
      const found = await find();
      if (found !== undefined) await onDatabase(name, found.uuid);
      return found === undefined;
    },
    async perform() {
      await wrangler.run('d1', 'create', name);
      const found = await find();
      if (found === undefined) throw new Error(`expected ${name} among the databases, got none`);
      await onDatabase(name, found.uuid);
      return `created ${name}`;
    },
  };
}

function queueStep(name: string, wrangler: Wrangler): Step {
  return {
    name: 'queue',
    ensures: `there is the queue ${name}`,
    commands: [`wrangler queues create ${name}`],
    async isNeeded() {
      return !(await wrangler.try('queues', 'info', name)).ok;
    },
    async perform() {
      await wrangler.run('queues', 'create', name);
      return `created ${name}`;
    },
  };
}

/**
 * Before the new version is there, and while the old one answers: a migration only ever adds what the old
 * one does not mind, and is never taken back.
 */
function migrationsStep(name: string, wrangler: Wrangler): Step {
  return {
    name: 'migrations',
    ensures: `${name} has all tables`,
    commands: [`wrangler d1 migrations apply ${name} --remote`],
    isNeeded: () => hasMigrations(wrangler, [name, '--remote']),
    async perform() {
      await wrangler.run('d1', 'migrations', 'apply', name, '--remote');
      return `applied to ${name}`;
    },
  };
}

/** @param where the database, and which of that name */
export async function hasMigrations(
  wrangler: Wrangler,
  where: readonly string[],
): Promise<boolean> {
  const { stdout } = await wrangler.run('d1', 'migrations', 'list', ...where);
  return !stdout.includes('No migrations to apply');
}
