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
import type { MemoryGate } from '../http/memory-gate.ts';
import { rateLimitFields } from '../http/rate-limit-fields.ts';
import { type Creation, noWork } from '../ledger/creation.ts';
import { estimateCpuMs } from '../ledger/estimated-cpu.ts';
import type { KeyAccounts } from '../ledger/key-accounts.ts';
import { ledgerOf } from '../ledger/ledger-calls.ts';
import { mergeQuotas, parseQuotas } from '../ledger/quotas.ts';
import { readRecord } from '../ledger/read-record.ts';
import { logged, settleRecord } from '../ledger/settle-record.ts';

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
  const record = await readRecord(c, bodyLimitBytes);
  return {
    account: accounts.of(keyId),
    ledger: () => ledgerOf(c.env, keyId),
    quotas: mergeQuotas(parseQuotas('QUOTAS', c.env.QUOTAS ?? '{}'), caller.quotas),
    ...(record && { record }),
    isUnsure: false,
    ...noWork,
  };
}

function conclude(c: Context<AppEnv>, creation: Creation): void {
  const { account, admitted } = creation;
  const isMade = c.res.ok && admitted !== undefined;
  count(c, creation, isMade);
  if (admitted?.grant !== undefined && !isMade) account.giveBack(admitted.grant);
  if (isMade) {
    for (const [name, value] of Object.entries(rateLimitFields(admitted.limits))) {
      c.res.headers.set(name, value);
    }
  }
  settleRecord(c, creation);
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
