/** The whole deployment to Cloudflare. */
import { join } from 'node:path';
import type { Goldens } from '../../workers/api/src/canary/goldens.ts';
import { resourceSteps } from './cloudflare-resources.ts';
import {
  presentStep,
  promoteStep,
  secretsStep,
  stageStep,
  triggersStep,
  uploadStep,
  type VersionUnderWay,
} from './cloudflare-versions.ts';
import { type Configuration, workerDirectory, writeConfiguration } from './configuration.ts';
import { deployedVars, goldensStep } from './goldens.ts';
import type { Memory } from './memory.ts';
import { readAdminKey } from './secrets.ts';
import { Service } from './service.ts';
import { known, publishStep, type ServiceUnderWay, smokeStep } from './service-steps.ts';
import type { Step } from './step.ts';
import { Wrangler } from './wrangler.ts';

export interface CloudflareDeployment {
  readonly configuration: Configuration;
  /** Published, and made again by the smoke test. */
  readonly modelDirectory: string;
  readonly memory: Memory;
  /** How long a new version may take to come about. */
  readonly patienceMs?: number;
  /** What stands in for wrangler. */
  readonly executable?: string;
}

export function cloudflareSteps(deployment: CloudflareDeployment): Step[] {
  const { configuration, modelDirectory, memory, executable } = deployment;
  const { name } = configuration;
  // Beside the one that it is made of, where all paths in it mean the same.
  const path = join(workerDirectory, `wrangler.deploy-${name}.json`);
  const wrangler = new Wrangler(path, executable);
  const version: VersionUnderWay = {
    ...{ present: undefined, uploaded: undefined, isLive: false, secrets: {} },
  };
  let current = configuration;
  const write = (changed: Partial<Configuration>) => {
    current = { ...current, ...changed } as Configuration;
    return writeConfiguration(path, current);
  };
  let goldens: Goldens | undefined;
  const serviceOf = async (id: string | undefined) => {
    const { url } = await memory.read();
    if (url === undefined) throw new Error(`expected a URL in ${memory.path} or --url, got none`);
    const key = await readAdminKey(memory);
    return new Service({ url, key, ...(id !== undefined && { version: { worker: name, id } }) });
  };
  const underWay: ServiceUnderWay = {
    service: () => serviceOf(version.isLive ? undefined : version.uploaded),
    present: () => serviceOf(undefined),
    goldens: () => known(goldens, 'golden images'),
    versionId: () => version.uploaded,
    patienceMs: deployment.patienceMs ?? 120_000,
  };
  const writeDatabase = (database: string, id: string) =>
    write({
      d1_databases: current.d1_databases.map((it) =>
        it.database_name === database ? { ...it, database_id: id } : it,
      ),
    });
  return [
    goldensStep(modelDirectory, (made) => {
      goldens = made;
      return write({ vars: deployedVars(current, made) });
    }),
    ...resourceSteps(configuration, wrangler, writeDatabase),
    presentStep(wrangler, version),
    secretsStep(name, { wrangler, memory, version }),
    uploadStep({ wrangler, memory, version }),
    stageStep(wrangler, version),
    publishStep(modelDirectory, underWay, memory),
    smokeStep(underWay),
    promoteStep(wrangler, version),
    triggersStep(wrangler, version),
  ];
}
