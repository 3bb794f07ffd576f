/**
 * `npm run deploy`: the plan on a machine without an account; the same on this machine's own storage, really
 * performed, twice, and once with a smoke test that fails; and the commands that Cloudflare would get.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeTinyModel } from '../../trainer/src/publish/tiny-model.fixture.ts';
import { type LocalServer, serveLocally } from '../../workers/api/scripts/local-server.ts';
import { cloudflareSteps } from '../deploy/cloudflare.ts';
import { readConfiguration } from '../deploy/configuration.ts';
import { localSteps } from '../deploy/local.ts';
import { Memory } from '../deploy/memory.ts';
import { describeSteps, runSteps, type Step } from '../deploy/step.ts';
import type { Account } from './stand-in-wrangler.ts';

const deployScript = fileURLToPath(new URL('../deploy.ts', import.meta.url));
const standIn = fileURLToPath(new URL('stand-in-wrangler.ts', import.meta.url));
const configuration = await readConfiguration('deploy-test');
let directory: string;
let model: string;
/** What the first deployment to this machine said. */
let first: Record<string, string>;

const local = () => join(directory, 'local');
const toThisMachine = () =>
  localSteps({ configuration, modelDirectory: model, directory: local(), patienceMs: 0 });
const deployed = async () => JSON.parse(await readFile(join(local(), 'deployment.json'), 'utf8'));

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'comfy-edge-deploy-'));
  model = join(directory, 'tiny');
  await writeTinyModel(model, 1);
  first = await run(toThisMachine());
}, 120_000);

afterAll(async () => {
  await rm(directory, { recursive: true });
  await rm(new URL('../../workers/api/wrangler.deploy-deploy-test.json', import.meta.url), {
    force: true,
  });
});

describe('the plan', () => {
  test.each([
    [[], 'wrangler d1 create comfy-edge', 'wrangler versions upload'],
    [
      ['--name', 'staging'],
      'wrangler r2 bucket create staging-models',
      'wrangler d1 create staging',
    ],
    [['--local'], 'wrangler dev --local --persist-to', 'wrangler d1 migrations apply DB --local'],
  ])('%j is printed without an account, and nothing happens', async (options, ...commands) => {
    const state = join(directory, 'untouched');
    const args = [deployScript, '--dry-run', '--state', state, ...options];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      env: { HOME: directory, PATH: '' },
    });
    for (const text of [...commands, 'smoke test', 'promote']) expect(stdout).toContain(text);
    await expect(stat(state)).rejects.toThrow('ENOENT');
  });

  test('a name that no Worker can have is refused', async () => {
    await expect(readConfiguration('../etc')).rejects.toThrow('expected --name to be 1 to 50');
  });
});

describe('steps', () => {
  const step = (name: string, own: Partial<Step> = {}): Step => ({
    ...{ name, ensures: `${name} is there`, commands: [] },
    ...{ isNeeded: async () => true, perform: async () => `made ${name}` },
    ...own,
  });
  const fails = async () => {
    throw new Error('expected an answer, got none');
  };

  test('that are done already are left alone', async () => {
    const lines: string[] = [];
    const there = step('a', { isNeeded: async () => false, perform: fails, undo: fails });
    await runSteps([there, step('b')], (line) => lines.push(line));
    expect(lines.map((line) => line.replace(/ +/g, ' '))).toEqual([
      'a as it is: a is there',
      'b made b',
    ]);
  });

  test('that were done are taken back, the last first, also where one of them cannot be', async () => {
    const lines: string[] = [];
    const undo = (name: string) => async () => `${name} is gone`;
    const steps = [
      step('a', { undo: undo('a') }),
      step('b', { undo: fails }),
      step('c', { undo: undo('c') }),
      step('d', { perform: fails, undo: undo('d') }),
      step('e', { undo: undo('e') }),
    ];
    const running = runSteps(steps, (line) => lines.push(line.replace(/ +/g, ' ')));
    await expect(running).rejects.toThrow(
      /^d: expected an answer, got none\n\nRolled back:\nd is gone\nc is gone\nNOT taken back/,
    );
    expect(lines).toEqual([
      ...[
        'a made a',
        'b made b',
        'c made c',
        'd failed',
        'rollback d is gone',
        'rollback c is gone',
      ],
      ...['rollback NOT taken back: expected an answer, got none', 'rollback a is gone'],
    ]);
  });
});

describe('to this machine', () => {
  test('it is deployed; again, all is as it is; what fails its smoke test is not', async () => {
    expect(first.secrets).toContain('drew ADMIN_KEY_HASH and RECEIPT_KEYS');
    expect(first.migrations).toBe('applied');
    expect(first['smoke test']).toMatch(/^passed: /);
    const { version } = await deployed();
    expect(first.promote).toBe(`${version} is deployed`);
    const { mode } = await stat(join(local(), 'operator.json'));
    expect((mode & 0o777).toString(8)).toBe('600');

    const again = await run(toThisMachine());
    for (const name of ['secrets', 'migrations', 'promote'])
      expect(again[name]).toMatch(/^as it is/);
    expect(again.upload).toBe(`version ${version}`);
    expect(again.model).toMatch(/ as before$/);

    // Another model, and a key for receipts that is none.
    await writeTinyModel(model, 2);
    const secrets = join(local(), 'secrets.env');
    const sound = await readFile(secrets, 'utf8');
    await writeFile(secrets, sound.replace(/RECEIPT_KEYS=.*/, "RECEIPT_KEYS='{}'"));
    const lines: string[] = [];
    await expect(runSteps(toThisMachine(), (line) => lines.push(line))).rejects.toThrow(
      /smoke test: ready, every part of it: expected 200, got 503: .*receipt_keys failed/,
    );
    expect(lines.slice(-3).join('\n')).toMatch(
      new RegExp(`tiny is \\w{64}, as before\\n.*${version} is deployed, as before$`),
    );
    expect(await deployed()).toEqual({ version });

    await writeFile(secrets, sound);
  }, 300_000);
});

describe('to Cloudflare', () => {
  let server: Pick<LocalServer, 'url' | 'close'>;
  let memory: Memory;
  let running: string;

  /** What was deployed above stands for what runs there. */
  beforeAll(async () => {
    const { version } = await deployed();
    const file = join(local(), 'versions', version, 'wrangler.json');
    server = await serveLocally(
      ['--port', '0', '--config', file, '--env-file', join(local(), 'secrets.env')],
      { persistTo: join(local(), 'storage') },
    );
    const readiness = await (await fetch(`${server.url}/readyz`)).json();
    running = readiness.deployment;
    memory = new Memory(join(directory, 'remembered.json'));
    await memory.add(await new Memory(join(local(), 'operator.json')).read());
  }, 120_000);

  afterAll(() => server?.close());

  test('without an account it says what to do, and tries nothing else', async () => {
    const account = await openAccount({ isSignedIn: false });
    await expect(run(account.steps())).rejects.toThrow('account: expected an account, got none');
    expect((await account.read()).calls).toEqual(['whoami --json']);
  });

  test('the first time, everything is made, and the secrets go with the first version', async () => {
    const account = await openAccount({});
    const lines = await run(account.steps());
    expect(lines.upload).toBe(`version ${running}, live at once`);
    const { calls, secrets, buckets, databases } = await account.read();
    expect({ buckets, databases }).toEqual({
      buckets: ['deploy-test-models'],
      databases: ['deploy-test'],
    });
    expect(calls.filter((call) => !/ (info|list|status) /.test(` ${call} `))).toEqual([
      'whoami --json',
      'r2 bucket create deploy-test-models',
      'd1 create deploy-test',
      'queues create deploy-test-shards',
      'd1 migrations apply deploy-test --remote',
      'deploy --secrets-file <file>',
    ]);
    const { adminKey = '', url } = await memory.read();
    expect(url).toBe(server.url);
    expect(secrets.ADMIN_KEY_HASH).toBe(createHash('sha256').update(adminKey).digest('hex'));
    expect(JSON.parse(secrets.RECEIPT_KEYS ?? '').keys).toHaveLength(1);
  });

  test('again, a version is uploaded beside the present one, tried, and then given the traffic', async () => {
    const account = await openAccount(present);
    await run(account.steps());
    const { calls, traffic } = await account.read();
    expect(calls.filter((call) => !/ (info|list|status) /.test(` ${call} `))).toEqual([
      'whoami --json',
      'versions upload',
      `versions deploy old@100% ${running}@0% --yes`,
      `versions deploy ${running}@100% --yes`,
      'triggers deploy',
    ]);
    expect(traffic).toEqual({ [running]: 100 });
  });

  test('a version that fails its smoke test never has traffic', async () => {
    // It is not the one that answers.
    const account = await openAccount({ ...present, nextVersion: 'broken' });
    await expect(run(account.steps())).rejects.toThrow(
      new RegExp(`smoke test: .*version: expected broken, got ${running}`, 's'),
    );
    const { calls, traffic } = await account.read();
    expect(calls.slice(-2)).toEqual([
      'versions deploy old@100% broken@0% --yes',
      'versions deploy old@100% --yes',
    ]);
    expect(traffic).toEqual({ old: 100 });
  });

  test('one with new classes is live at once, and given back where it fails', async () => {
    const classes = { hasNewClasses: true, pendingMigrations: ['0009.sql'] };
    const account = await openAccount({ ...present, ...classes, nextVersion: 'broken' });
    await expect(run(account.steps())).rejects.toThrow('old has all traffic, as before');
    const { calls } = await account.read();
    expect(calls).toContain('d1 migrations apply deploy-test --remote');
    expect(calls.slice(-3)).toEqual([
      'versions upload',
      'deploy',
      'versions deploy old@100% --yes',
    ]);
  });

  test('a deployment whose admin key nobody has is not touched any further', async () => {
    const account = await openAccount(present);
    const strange = new Memory(join(directory, 'nothing.json'));
    await strange.add({ url: server.url });
    await expect(run(account.steps(strange))).rejects.toThrow(
      "expected the deployment's admin key",
    );
    expect((await account.read()).traffic).toEqual({ old: 100 });
  });

  const present: Partial<Account> = {
    ...{
      buckets: ['deploy-test-models'],
      databases: ['deploy-test'],
      queues: ['deploy-test-shards'],
    },
    pendingMigrations: [],
    ...{
      hasWorker: true,
      secrets: { ADMIN_KEY_HASH: '…', RECEIPT_KEYS: '…' },
      traffic: { old: 100 },
    },
  };

  async function openAccount(own: Partial<Account>) {
    const folder = await mkdtemp(join(directory, 'account-'));
    const file = join(folder, 'account.json');
    const account: Account = {
      ...{
        isSignedIn: true,
        buckets: [],
        databases: [],
        queues: [],
        pendingMigrations: ['0001_keys.sql'],
      },
      ...{ hasWorker: false, secrets: {}, traffic: {}, nextVersion: running, url: server.url },
      ...{ hasNewClasses: false, calls: [] },
      ...own,
    };
    await writeFile(file, JSON.stringify(account));
    const executable = join(folder, 'wrangler.ts');
    const source = `import { standIn } from ${JSON.stringify(standIn)};\nstandIn(${JSON.stringify(file)});\n`;
    await writeFile(executable, source);
    const queues = { producers: [{ binding: 'SHARDS', queue: 'deploy-test-shards' }] };
    const withQueues = { ...configuration, queues };
    const options = { configuration: withQueues, modelDirectory: model, patienceMs: 0, executable };
    return {
      steps: (own = memory) => cloudflareSteps({ ...options, memory: own }),
      read: async () => JSON.parse(await readFile(file, 'utf8')) as Account,
    };
  }
});

test('every step says what it makes sure of', () => {
  const memory = new Memory(join(directory, 'none.json'));
  const steps = cloudflareSteps({ configuration, modelDirectory: model, memory });
  expect(new Set(steps.map(({ name }) => name)).size).toBe(steps.length);
  for (const { ensures } of steps) expect(describeSteps(steps)).toContain(ensures);
});

/** @returns what each step says */
async function run(steps: readonly Step[]): Promise<Record<string, string>> {
  const said: Record<string, string> = {};
  await runSteps(steps, (line) => {
    const [, name = '', text = ''] = /^(.{14}) (.*)$/.exec(line) ?? [];
    said[name.trim()] = text;
  });
  return said;
}
