/** What a deployment must do before anybody is sent to it, as a list of checks. */
import { setTimeout as delay } from 'node:timers/promises';
import { sha256Hex } from '@comfy-edge/model';
import { embedReceipt, findReceipt, removeReceipt } from '@comfy-edge/runtime';
import type { Goldens } from '../../workers/api/src/canary/goldens.ts';
import type { Service } from './service.ts';

interface Subject {
  readonly service: Service;
  /** What its images must be. */
  readonly goldens: Goldens;
  /** The Worker's version that must answer; any where it is absent. */
  readonly versionId?: string | undefined;
}

interface SmokeCheck {
  readonly name: string;
  /** @throws Error with expected and actual */
  readonly check: (subject: Subject) => Promise<void>;
}

const smokeChecks: readonly SmokeCheck[] = [
  {
    name: 'alive, with this engine',
    async check({ service, goldens }) {
      const response = await service.get('/healthz');
      const health = (await readJson(response, 200)) as { engineId?: string };
      expectSame('engine', goldens.engineId, health.engineId);
    },
  },
  {
    name: 'ready, every part of it',
    async check({ service, versionId }) {
      const response = await service.get('/readyz');
      const readiness = (await readJson(response, 200)) as { deployment?: string };
      if (versionId !== undefined) expectSame('version', versionId, readiness.deployment);
    },
  },
  {
    name: 'images of which every byte is known',
    async check({ service, goldens: { model, digest, images } }) {
      for (const { class: name, seed, format, sha256 } of images) {
        const body = { model: `${model}@${digest}`, class: name, seed, format };
        const response = await service.post('/v1/images', body);
        const [made] = ((await readJson(response, 200)) as Made).images;
        if (made === undefined) throw new Error('expected an image, got none');
        expectSame(`${format} of ${name} ${seed}`, sha256, await sha256Hex(unsigned(format, made)));
      }
    },
  },
  {
    name: 'a request without a key is refused',
    async check({ service, goldens }) {
      const body = { model: goldens.model };
      const response = await service.post('/v1/images', body, { key: false });
      const problem = (await readJson(response, 401)) as { code?: string };
      expectSame('code', 'unauthenticated', problem.code);
    },
  },
];

export const smokeTestNames = smokeChecks.map(({ name }) => name);

const lookAgainMs = 1_000;

/**
 * @param patienceMs how long what fails is tried again: a new version takes some seconds to be everywhere
 * @throws Error that names the check
 */
export async function smokeTest(subject: Subject, patienceMs: number): Promise<void> {
  const endMs = performance.now() + patienceMs;
  for (const { name, check } of smokeChecks) {
    await insist(endMs, () => check(subject)).catch((error: Error) => {
      throw new Error(`${name}: ${error.message}`, { cause: error });
    });
  }
}

/** @throws Error where nothing is alive there in time */
export function becomeAlive(service: Service, patienceMs: number): Promise<void> {
  const alive = async () => void (await readJson(await service.get('/healthz'), 200));
  return insist(performance.now() + patienceMs, alive);
}

async function insist(endMs: number, attempt: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > endMs) throw error;
    }
    await delay(lookAgainMs);
  }
}

interface Made {
  readonly images: readonly {
    readonly base64: string;
    readonly width: number;
    readonly height: number;
  }[];
}

/** The file as it is made without a key for receipts. */
function unsigned(
  format: 'png' | 'webp' | 'jpeg',
  { base64, width, height }: Made['images'][number],
): Uint8Array {
  const file = Buffer.from(base64, 'base64');
  const found = findReceipt(format, file);
  if (found === undefined) throw new Error('expected a file with a receipt, got none');
  const bytes = removeReceipt(format, file);
  return embedReceipt({ format, bytes, width, height }, { receipt: found.receipt });
}

async function readJson(response: Response, status: number): Promise<unknown> {
  const text = await response.text();
  if (response.status !== status) {
    throw new Error(`expected ${status}, got ${response.status}: ${text.slice(0, 1000)}`);
  }
  return JSON.parse(text);
}

function expectSame(what: string, expected: string, actual: string | undefined): void {
  if (actual !== expected) throw new Error(`${what}: expected ${expected}, got ${actual}`);
}
