/**
 * A new version of the Worker on Cloudflare: uploaded beside the present one, tried without traffic
 * (https://developers.cloudflare.com/workers/versions-and-deployments/gradual-deployments/), then given all of
 * it. Two kinds cannot be tried so and are live at once: the first, and one with new classes of Durable Objects.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Memory } from './memory.ts';
import { drawSecrets, missingSecrets, type Secrets, secretNames } from './secrets.ts';
import type { Step } from './step.ts';
import type { Wrangler, WranglerResult } from './wrangler.ts';

/** What is found out on the way. */
export interface VersionUnderWay {
  /** The version that has the traffic; undefined where there is no Worker yet. */
  present: string | undefined;
  /** The new one. */
  uploaded: string | undefined;
  /** Whether the new one has all traffic. */
  isLive: boolean;
  /** To go with the upload. */
  secrets: Secrets;
}

interface Tools {
  readonly wrangler: Wrangler;
  readonly memory: Memory;
  readonly version: VersionUnderWay;
}

export function presentStep(wrangler: Wrangler, version: VersionUnderWay): Step {
  return {
    name: 'present',
    ensures: 'it is known which version has the traffic, to go back to',
    commands: ['wrangler deployments status'],
    isNeeded: async () => true,
    async perform() {
      version.present = await presentVersion(wrangler);
      return version.present === undefined ? 'none yet' : `version ${version.present}`;
    },
  };
}

export function secretsStep(name: string, { wrangler, memory, version }: Tools): Step {
  let missing: ReturnType<typeof missingSecrets> = [];
  return {
    name: 'secrets',
    ensures: `${name} has ${secretNames.join(' and ')}`,
    commands: [`wrangler secret list --name ${name}`],
    async isNeeded() {
      missing = missingSecrets(version.present === undefined ? [] : await listSecrets(wrangler));
      return missing.length > 0;
    },
    async perform() {
      version.secrets = await drawSecrets(missing, memory);
      return `drew ${missing.join(' and ')}; keys are kept in ${memory.path}`;
    },
  };
}

export function uploadStep({ wrangler, memory, version }: Tools): Step {
  return {
    name: 'upload',
    ensures: 'the Worker is uploaded as a new version',
    commands: ['wrangler versions upload', 'or, the first time: wrangler deploy'],
    isNeeded: async () => true,
    async perform() {
      const result = await upload(wrangler, version);
      const entry = result.entries.find((it) => typeof it.version_id === 'string');
      if (entry?.version_id == null) {
        throw new Error(`expected wrangler to name a version, got:\n${result.printed}`);
      }
      version.uploaded = entry.version_id;
      version.isLive = entry.type === 'deploy';
      const [url] = entry.targets ?? [];
      if (url !== undefined) await memory.add({ url: withScheme(url) });
      return `version ${version.uploaded}${version.isLive ? ', live at once' : ''}`;
    },
    // Otherwise what is uploaded is seen by nobody.
    undo: async () => (version.isLive ? giveBack(wrangler, version) : 'nobody saw the new version'),
  };
}

export function stageStep(wrangler: Wrangler, version: VersionUnderWay): Step {
  return {
    name: 'stage',
    ensures: 'the new version is reached by those who ask for it, and by nobody else',
    commands: ['wrangler versions deploy <present>@100% <new>@0% --yes'],
    isNeeded: async () => !version.isLive,
    async perform() {
      const { present, uploaded } = version;
      await wrangler.run('versions', 'deploy', `${present}@100%`, `${uploaded}@0%`, '--yes');
      return `${uploaded} has 0% of the traffic`;
    },
    undo: () => giveBack(wrangler, version),
  };
}

export function promoteStep(wrangler: Wrangler, version: VersionUnderWay): Step {
  return {
    name: 'promote',
    ensures: 'the new version has all traffic',
    commands: ['wrangler versions deploy <new>@100% --yes'],
    isNeeded: async () => !version.isLive,
    async perform() {
      await wrangler.run('versions', 'deploy', `${version.uploaded}@100%`, '--yes');
      return `${version.uploaded} has 100% of the traffic; to go back: wrangler rollback ${version.present}`;
    },
  };
}

/** An upload leaves routes and timers as they were. */
export function triggersStep(wrangler: Wrangler, version: VersionUnderWay): Step {
  return {
    name: 'triggers',
    ensures: 'routes and timers are as configured',
    commands: ['wrangler triggers deploy'],
    isNeeded: async () => !version.isLive,
    async perform() {
      await wrangler.run('triggers', 'deploy');
      return 'routes and timers are as configured';
    },
  };
}

async function upload(wrangler: Wrangler, { present, secrets }: VersionUnderWay) {
  const directory = await mkdtemp(join(tmpdir(), 'comfy-edge-secrets-'));
  try {
    const file = join(directory, 'secrets.json');
    // Not on the command line, where everybody on this machine could read them.
    await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
    const given = Object.keys(secrets).length === 0 ? [] : ['--secrets-file', file];
    if (present === undefined) return await wrangler.run('deploy', ...given);
    const result = await wrangler.try('versions', 'upload', ...given);
    if (result.ok) return result;
    if (hasNewClasses(result)) return await wrangler.run('deploy', ...given);
    throw new Error(`expected the upload to succeed, got:\n${result.printed.trim()}`);
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** As wrangler says it, which alone knows what was migrated. */
function hasNewClasses({ printed }: WranglerResult): boolean {
  return printed.includes('pending Durable Object migration');
}

async function giveBack(
  wrangler: Wrangler,
  { present, uploaded }: VersionUnderWay,
): Promise<string> {
  if (present === undefined) {
    throw new Error(`${uploaded} is the first version, there is none to go back to`);
  }
  await wrangler.run('versions', 'deploy', `${present}@100%`, '--yes');
  return `${present} has all traffic, as before`;
}

interface Deployment {
  readonly versions: readonly { readonly version_id: string; readonly percentage: number }[];
}

/** @returns the version with the most traffic, or undefined where there is no Worker of that name */
async function presentVersion(wrangler: Wrangler): Promise<string | undefined> {
  const result = await wrangler.try('deployments', 'status', '--json');
  if (result.ok) {
    const { versions } = JSON.parse(result.stdout) as Deployment;
    return versions.toSorted((one, other) => other.percentage - one.percentage)[0]?.version_id;
  }
  if (/does not exist|has no deployments|10007/.test(result.printed)) return undefined;
  throw new Error(`expected to learn what is deployed, got:\n${result.printed.trim()}`);
}

async function listSecrets(wrangler: Wrangler): Promise<string[]> {
  const { stdout } = await wrangler.run('secret', 'list', '--format', 'json');
  return (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name);
}

function withScheme(target: string): string {
  return (target.includes('://') ? target : `https://${target}`).replace(/\/$/, '');
}
