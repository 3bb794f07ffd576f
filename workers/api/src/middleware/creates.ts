/**
 * What surrounds every operation that makes something for a key: room in the isolate's memory, its
 * `Idempotency-Key`, its quotas, and the books on it. The route itself says when it knows what it will make
 * (`admit`); a request that is refused before costs nothing.
 *
 * An execution on record goes on where its client goes away (`waitUntil`), so that the repetition finds its
 * answer. What is told to the ledger after the answer is told by `waitUntil`, too: nobody waits for it.
 */

import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from '../env.ts';
import { readBytes } from '../http/body.ts';
import { fingerprintOf, parseIdempotencyKey, preferredWaitMs } from '../http/idempotency-key.ts';
import type { MemoryGate } from '../http/memory-gate.ts';
import { rateLimitFields } from '../http/rate-limit-fields.ts';
import type { Creation, OnRecord } from '../ledger/creation.ts';
import { estimateCpuMs } from '../ledger/estimated-cpu.ts';
import type { KeyAccounts } from '../ledger/key-accounts.ts';
import { ledgerOf } from '../ledger/ledger-calls.ts';
import { mergeQuotas, parseQuotas } from '../ledger/quotas.ts';
import { keepAnswer } from '../ledger/stored-answer.ts';

/** What an isolate has of both, once. */
export interface Admittance {
  readonly accounts: KeyAccounts;
  readonly gate: MemoryGate;
}

/** A report is made this long after there is something to say, unless it goes with a question before. */
const defaultReportMs = 1_000;

/**
 * @param bodyLimitBytes the route's own
 * @throws ProblemError `invalid_request` for a malformed `Idempotency-Key`, `payload_too_large`, `overloaded`
 */
export function creates(
  { accounts, gate }: Admittance,
  bodyLimitBytes: number,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const leave = gate.enter(c.req.raw, bodyLimitBytes);
    try {
      const creation = await begin(c, accounts, bodyLimitBytes);
      if (creation === undefined) return await next();
      c.set('creation', creation);
      const work = next();
      if (creation.record !== undefined) c.executionCtx.waitUntil(work);
      await work;
      conclude(c, creation);
    } finally {
      leave();
    }
  };
}

async function begin(
  c: Context<AppEnv>,
  accounts: KeyAccounts,
  bodyLimitBytes: number,
): Promise<Creation | undefined> {
  const caller = c.get('caller');
  if (caller === undefined) return undefined;
  const { keyId } = caller;
  const header = c.req.method === 'POST' ? c.req.header('Idempotency-Key') : undefined;
  const record = header === undefined ? undefined : await onRecord(c, header, bodyLimitBytes);
  return {
    account: accounts.of(keyId),
    ledger: () => ledgerOf(c.env, keyId),
    quotas: mergeQuotas(parseQuotas('QUOTAS', c.env.QUOTAS ?? '{}'), caller.quotas),
    ...(record && { record }),
    isUnsure: false,
    ...{ imageMultiplyAdds: 0, encoderMultiplyAdds: 0, triedImages: 0, triesClasses: false },
  };
}

/** The body is read here, for its fingerprint, and handed on. */
async function onRecord(
  c: Context<AppEnv>,
  header: string,
  bodyLimitBytes: number,
): Promise<OnRecord> {
  const idempotencyKey = parseIdempotencyKey(header);
  const bytes = await readBytes(c.req.raw, bodyLimitBytes);
  c.req.raw = new Request(c.req.raw, { body: bytes });
  const fingerprint = await fingerprintOf(c.req.raw, bytes);
  const drawn = new TextEncoder().encode(`${fingerprint} ${idempotencyKey}`);
  const digest = await crypto.subtle.digest('SHA-256', drawn);
  const seedU32 = new DataView(digest).getUint32(0);
  const waitMs = preferredWaitMs(c.req.header('Prefer'));
  return { idempotencyKey, fingerprint, seedU32, waitMs, token: crypto.randomUUID() };
}

function conclude(c: Context<AppEnv>, creation: Creation): void {
  const { account, admitted, record, ledger } = creation;
  const isMade = c.res.ok && admitted !== undefined;
  count(c, creation, isMade);
  if (admitted?.grant !== undefined && !isMade) account.giveBack(admitted.grant);
  if (isMade) {
    for (const [name, value] of Object.entries(rateLimitFields(admitted.limits))) {
      c.res.headers.set(name, value);
    }
  }
  const isExecuted = admitted !== undefined && !admitted.isStream;
  if (record !== undefined && (isExecuted || creation.isUnsure)) {
    const { idempotencyKey, token } = record;
    const { keyId } = account;
    const { inlineLimitBytes = 0 } = admitted ?? {};
    const keeping = { bucket: c.env.MODELS, keyId, idempotencyKey, inlineLimitBytes };
    const answer = isMade ? c.res.clone() : undefined;
    const finish = async () => {
      // An answer that cannot be kept frees the key: who comes again has the same made again.
      const kept = answer && (await keepAnswer(answer, keeping).catch(logged(c)));
      await account.complete(ledger(), { idempotencyKey, token, ...(kept && { answer: kept }) });
    };
    c.executionCtx.waitUntil(finish().catch(logged(c)));
  }
  // What was answered without the ledger is no reason to ask it: it goes with the next report.
  if (admitted !== undefined || c.res.status >= 400) reportSoon(c, creation);
}

function count(c: Context<AppEnv>, creation: Creation, isMade: boolean): void {
  const images = isMade ? (creation.admitted?.images ?? 0) : 0;
  const { model, digest } = c.get('log');
  creation.account.count({
    model: digest === undefined ? '' : (model ?? ''),
    requests: 1,
    images,
    cpuMs: estimateCpuMs(creation, images),
    errors: c.res.status < 400 ? 0 : 1,
  });
}

function reportSoon(c: Context<AppEnv>, { account, ledger }: Creation): void {
  const delayMs = Number(c.env.REPORT_MS ?? defaultReportMs);
  if (!account.isReportDue(delayMs)) return;
  const report = async () => {
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    await account.report(ledger);
  };
  c.executionCtx.waitUntil(report().catch(logged(c)));
}

function logged(c: Context<AppEnv>): (error: unknown) => undefined {
  const requestId = c.get('requestId');
  return (error) => {
    console.error(JSON.stringify({ requestId, error: `after the answer: ${error}` }));
  };
}
