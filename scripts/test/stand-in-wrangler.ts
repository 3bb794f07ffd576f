/**
 * What the deployment uses of wrangler and of an account, for tests: the commands with the answers that
 * wrangler 4.155 gives, over an account that is a file. Nothing of ours is imitated; the service that it says
 * it deployed runs elsewhere.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';

export interface Account {
  readonly isSignedIn: boolean;
  readonly buckets: string[];
  readonly databases: string[];
  readonly queues: string[];
  pendingMigrations: string[];
  hasWorker: boolean;
  /** By name. */
  readonly secrets: Record<string, string>;
  /** Traffic of each version, in percent. */
  traffic: Record<string, number>;
  /** The id that the next version gets. */
  readonly nextVersion: string;
  readonly url: string;
  /** Whether the next version has new classes of Durable Objects. */
  readonly hasNewClasses: boolean;
  /** Every command so far, without its configuration. */
  readonly calls: string[];
}

/** Acts as `wrangler <arguments of this process>`. */
export function standIn(accountFile: string): void {
  const account = JSON.parse(readFileSync(accountFile, 'utf8')) as Account;
  const args = process.argv.slice(2, process.argv.indexOf('--config'));
  const configurationFile = process.argv[process.argv.indexOf('--config') + 1] ?? '';
  account.calls.push(args.join(' ').replace(/--secrets-file \S+/, '--secrets-file <file>'));
  const outcome = act(account, args, configurationFile);
  writeFileSync(accountFile, JSON.stringify(account, null, 2));
  if (outcome.ok) console.log(outcome.text);
  else console.error(outcome.text);
  process.exitCode = outcome.ok ? 0 : 1;
}

interface Outcome {
  readonly ok: boolean;
  readonly text: string;
}

const done = (text = ''): Outcome => ({ ok: true, text });
const failed = (text: string): Outcome => ({ ok: false, text });

function act(account: Account, args: readonly string[], configurationFile: string): Outcome {
  const [command = ''] = [args.slice(0, 3).join(' ')];
  if (command.startsWith('whoami')) {
    return account.isSignedIn ? done('{"loggedIn":true}') : failed('{"loggedIn":false}');
  }
  if (!account.isSignedIn) return failed('You are not authenticated.');
  if (command === 'r2 bucket info') return has(account.buckets, args[3]);
  if (command === 'r2 bucket create') return create(account.buckets, args[3]);
  if (command.startsWith('queues info')) return has(account.queues, args[2]);
  if (command.startsWith('queues create')) return create(account.queues, args[2]);
  if (command === 'd1 list --json') {
    return done(JSON.stringify(account.databases.map((name) => ({ name, uuid: `id-of-${name}` }))));
  }
  if (command.startsWith('d1 create')) return create(account.databases, args[2]);
  if (command === 'd1 migrations list') {
    const { pendingMigrations } = account;
    return done(pendingMigrations.length === 0 ? '✅ No migrations to apply!' : 'to be applied');
  }
  if (command === 'd1 migrations apply') {
    account.pendingMigrations = [];
    return done();
  }
  if (command === 'deployments status --json') {
    const versions = Object.entries(account.traffic);
    if (!account.hasWorker)
      return failed('This Worker does not exist on your account. [code: 10007]');
    const list = versions.map(([version_id, percentage]) => ({ version_id, percentage }));
    return done(JSON.stringify({ versions: list }));
  }
  if (command.startsWith('secret list')) {
    return done(JSON.stringify(Object.keys(account.secrets).map((name) => ({ name }))));
  }
  if (command.startsWith('versions upload')) return upload(account, args, configurationFile);
  if (command.startsWith('versions deploy')) return direct(account, args);
  if (command.startsWith('deploy')) return deploy(account, args, configurationFile);
  return command.startsWith('triggers deploy') ? done() : failed(`Unknown command: ${command}`);
}

function has(names: readonly string[], name = ''): Outcome {
  return names.includes(name) ? done('{}') : failed('does not exist');
}

function create(names: string[], name = ''): Outcome {
  if (names.includes(name)) return failed(`${name} already exists`);
  names.push(name);
  return done();
}

function upload(account: Account, args: readonly string[], configurationFile: string): Outcome {
  if (!account.hasWorker) return failed('a Worker that does not yet exist');
  if (account.hasNewClasses) {
    return failed('This Worker has a pending Durable Object migration, which cannot be applied');
  }
  return receive(account, args, configurationFile, { type: 'version-upload' });
}

function deploy(account: Account, args: readonly string[], configurationFile: string): Outcome {
  account.hasWorker = true;
  account.traffic = { [account.nextVersion]: 100 };
  return receive(account, args, configurationFile, { type: 'deploy', targets: [account.url] });
}

/** A configuration that names no database, or no golden images, is none that can be deployed. */
function receive(
  account: Account,
  args: readonly string[],
  configurationFile: string,
  entry: object,
): Outcome {
  const { d1_databases, vars } = JSON.parse(readFileSync(configurationFile, 'utf8')) as {
    d1_databases: { database_id?: string; database_name: string }[];
    vars: Record<string, string>;
  };
  for (const { database_id, database_name } of d1_databases) {
    if (database_id !== `id-of-${database_name}`) return failed(`${database_name} has no id`);
  }
  if (!vars.CANARY_GOLDENS?.includes('sha256')) return failed('no golden images');
  const at = args.indexOf('--secrets-file');
  if (at >= 0) Object.assign(account.secrets, JSON.parse(readFileSync(args[at + 1] ?? '', 'utf8')));
  const output = process.env.WRANGLER_OUTPUT_FILE_PATH ?? '';
  appendFileSync(output, `${JSON.stringify({ ...entry, version_id: account.nextVersion })}\n`);
  return done();
}

function direct(account: Account, args: readonly string[]): Outcome {
  const shares = args.filter((it) => it.includes('@'));
  account.traffic = Object.fromEntries(
    shares.map((share) => {
      const [version = '', percent = ''] = share.split('@');
      return [version, Number.parseInt(percent, 10)];
    }),
  );
  return done();
}
