/** The steps that a deployment takes over HTTP, wherever it is: its model, and whether all of it works. */
import { basename, resolve } from 'node:path';
import { publicHalf } from '@comfy-edge/model';
import { type PublishResult, publishDirectory } from '@comfy-edge/trainer';
import type { Goldens } from '../../workers/api/src/canary/goldens.ts';
import type { Memory } from './memory.ts';
import { publisherKeyOf } from './secrets.ts';
import type { Service } from './service.ts';
import { becomeAlive, smokeTest, smokeTestNames } from './smoke-test.ts';
import type { Step } from './step.ts';

export interface ServiceUnderWay {
  /** Asked when it has been started. */
  readonly service: () => Promise<Service>;
  /** The same as everybody else is answered. */
  readonly present: () => Promise<Service>;
  readonly goldens: () => Goldens;
  /** The Worker's version that must answer. */
  readonly versionId: () => string | undefined;
  /** How long it may take to come about. */
  readonly patienceMs: number;
}

/**
 * @param directory a model in its published form
 * @param memory has the publisher's key, or gets one
 */
export function publishStep(directory: string, underWay: ServiceUnderWay, memory: Memory): Step {
  const { service, present, patienceMs } = underWay;
  const model = basename(resolve(directory));
  let published: PublishResult | undefined;
  return {
    name: 'model',
    ensures: `${model} is published, and latest is its version of ${directory}`,
    commands: [
      `npm run publish-model -- ${directory} --to <url> --name ${model} --publisher-key <file>`,
    ],
    isNeeded: async () => true,
    async perform() {
      const candidate = await service();
      await becomeAlive(candidate, patienceMs);
      const client = candidate.client();
      const key = await publisherKeyOf(memory);
      // Repeating it is harmless.
      await client.publishers.add({ name: 'npm run deploy', key: publicHalf(key) });
      published = await publishDirectory({ directory, model, client, signing: { key } });
      const { digest, previous } = published;
      if (previous === digest) return `${model} is ${digest} as before`;
      return `${model} is ${digest}${previous === undefined ? '' : `, was ${previous}`}`;
    },
    async undo() {
      const { digest, previous } = published ?? {};
      if (previous === undefined || previous === digest) return `${model} is as before`;
      const { aliases } = (await present()).client().models;
      const { digest: now, etag } = await aliases.get(model, 'latest');
      // Somebody else's by now.
      if (now !== digest) return `${model} was moved to ${now} meanwhile, and stays there`;
      const reason = 'a step of the deployment failed after it had moved';
      const back = { digest: previous, ifMatch: etag, force: true, reason };
      await aliases.put(model, 'latest', back);
      return `${model} is ${previous}, as before`;
    },
  };
}

export function smokeStep(underWay: ServiceUnderWay): Step {
  return {
    name: 'smoke test',
    ensures: `it works: ${smokeTestNames.join('; ')}`,
    commands: [],
    isNeeded: async () => true,
    async perform() {
      const { service, goldens, versionId, patienceMs } = underWay;
      const subject = { service: await service(), goldens: goldens(), versionId: versionId() };
      await smokeTest(subject, patienceMs);
      return `passed: ${smokeTestNames.join('; ')}`;
    },
  };
}

/** What an earlier step found out. */
export function known<T>(value: T | undefined, what: string): T {
  if (value !== undefined) return value;
  throw new Error(`expected ${what} of an earlier step, got none`);
}
