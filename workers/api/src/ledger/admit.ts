/**
 * The question of a route whether it may make images: of the lease this isolate holds, or in one round trip to
 * the ledger of the key. For a request on record the answer may be there already; then it is to be sent.
 */

import type { Context } from 'hono';
import type { AppEnv } from '../env.ts';
import { drawSeed } from '../http/fields.ts';
import { ProblemError } from '../http/problem-error.ts';
import { rateLimitFields } from '../http/rate-limit-fields.ts';
import type { Creation } from './creation.ts';
import type { Admitted } from './key-account.ts';
import type { Admission } from './messages.ts';
import { policies } from './quotas.ts';
import { sentAgain } from './stored-answer.ts';

export interface Cost {
  /** That are to be made. */
  readonly images: number;
  /** Whether they are sent one by one: such an answer is not stored. */
  readonly isStream?: boolean;
  /** Whether the class of a picture has to be found out. */
  readonly triesClasses?: boolean;
}

/**
 * @returns the stored answer of the same request, to be sent instead of making another
 * @throws ProblemError `quota_exceeded`, `idempotency_mismatch`, `idempotency_in_progress`,
 *   `ledger_unavailable`
 */
export async function admit(c: Context<AppEnv>, cost: Cost): Promise<Response | undefined> {
  const creation = c.get('creation');
  if (creation === undefined) return undefined;
  creation.triesClasses = cost.triesClasses ?? false;
  let admission = await ask(creation, cost);
  for (let objectLost = false; admission.verdict === 'replay'; objectLost = true) {
    const answer = await sentAgain(c.env.MODELS, admission.answer);
    if (answer !== undefined) return answer;
    if (objectLost) throw new Error(`expected the stored answer's body, got none`);
    admission = await ask(creation, cost, { objectLost: true });
  }
  if (admission.verdict !== 'execute') throw refusalOf(admission, cost);
  const { grant, limits } = admission;
  const inlineLimitBytes = 'inlineLimitBytes' in admission ? admission.inlineLimitBytes : 0;
  creation.admitted = {
    ...{ images: cost.images, isStream: cost.isStream ?? false },
    ...{ grant, limits, inlineLimitBytes },
  };
  return undefined;
}

/** Why a request is not executed. */
export function refusalOf(
  admission: Exclude<Admission, { verdict: 'execute' }>,
  { images }: Pick<Cost, 'images'> = { images: 0 },
): ProblemError {
  const { limits } = admission;
  switch (admission.verdict) {
    case 'mismatch':
      return new ProblemError(
        'idempotency_mismatch',
        'expected the request that this Idempotency-Key came with first, got another one',
        { parameter: 'Idempotency-Key' },
      );
    case 'busy':
      return new ProblemError(
        'idempotency_in_progress',
        'expected the first request with this Idempotency-Key to be answered, got one under way; try again',
        { parameter: 'Idempotency-Key', headers: retryAfter(admission.retryAfterMs) },
      );
    case 'exceeded': {
      const policy = policies.find((it) => it.name === admission.policy);
      const limit = limits.find((it) => it.policy === admission.policy);
      const asked = `${images} with ${limit?.remaining} left`;
      return new ProblemError(
        'quota_exceeded',
        `expected at most ${limit?.quota} ${policy?.unit}, got ${asked}`,
        { headers: { ...retryAfter(admission.retryAfterMs), ...rateLimitFields(limits) } },
      );
    }
    case 'replay':
      throw new Error('expected a request whose answer is made anew, got a stored one');
    default:
      return admission satisfies never;
  }
}

/** Whether the ledger is asked for the answer before anything else is: the request has a key for that. */
export function isOnRecord(c: Context<AppEnv>): boolean {
  return c.get('creation')?.record !== undefined;
}

/** The seed of a request that gives none: drawn, or, for a request on record, the same each time. */
export function openSeed(c: Context<AppEnv>): number {
  return c.get('creation')?.record?.seedU32 ?? drawSeed();
}

async function ask(
  creation: Creation,
  { images, isStream = false }: Cost,
  { objectLost = false } = {},
): Promise<Admitted> {
  const { account, ledger, quotas, record } = creation;
  const attempt = record && {
    ...{ idempotencyKey: record.idempotencyKey, fingerprint: record.fingerprint },
    ...{ token: record.token, waitMs: record.waitMs, isStream, objectLost },
  };
  creation.isUnsure = true;
  const admitted = await account.admit(ledger, { quotas, images, attempt });
  creation.isUnsure = false;
  return admitted;
}

function retryAfter(ms: number): { readonly 'Retry-After': string } {
  return { 'Retry-After': `${Math.max(1, Math.ceil(ms / 1000))}` };
}
