/**
 * The ledger of one API key: a Durable Object with SQLite, named by the key's id, that decides what must be
 * exact: how much the key may still make, and which of its requests are repetitions. One question answers
 * both (`admit`), so that a generation takes one round trip; an isolate that has a lease at hand takes none.
 *
 * Between two awaits nothing else runs in an object, and SQLite's writes of that time are one transaction that
 * is confirmed before any answer leaves ("output gate"): a request is charged and on record, or neither.
 * https://developers.cloudflare.com/durable-objects/best-practices/rules-of-durable-objects/
 */

import { DurableObject } from 'cloudflare:workers';
import { Database } from '../database.ts';
import type { Bindings } from '../env.ts';
import { Storage } from '../models/storage.ts';
import { UsageStore } from '../usage/usage-store.ts';
import { CountersRow } from './counters-row.ts';
import { IdempotencyRecords } from './idempotency-records.ts';
import type { Admission, AdmitRequest, Completion, Report } from './messages.ts';
import { policies, type Quotas } from './quotas.ts';
import { UsageCounts } from './usage-counts.ts';
import {
  type Counters,
  chargeCpu,
  chargeImages,
  giveBack,
  limitStates,
  rollWindows,
  untilEndMs,
} from './window-counters.ts';

/** How long an isolate may spend a lease without asking. */
const longestLeaseMs = 2_000;
/** A row of SQLite in a Durable Object has at most 2 MB. */
const inlineLimitBytes = 128 * 1024;
/** Of the 10 GB that an object may have; beyond it, every body goes to R2. */
const fullBytes = 1024 ** 3;
/** Counts go to D1 this long after the first that is new, or after a failure. */
const copyDelayMs = 30_000;
const objectsPerDelete = 1000;
const countsPerCopy = 50;

export class KeyLedger extends DurableObject<Bindings> {
  readonly #counters: CountersRow;
  readonly #records: IdempotencyRecords;
  readonly #usage: UsageCounts;
  /** Who waits for the answer of an execution, by idempotency key. */
  readonly #waiting = new Map<string, Set<() => void>>();
  #alarmMs: number | undefined;
  /** Whether it is written down whose ledger this is. */
  #isOwned = false;

  constructor(ctx: DurableObjectState, env: Bindings) {
    super(ctx, env);
    this.#counters = new CountersRow(ctx.storage.sql);
    this.#records = new IdempotencyRecords(ctx.storage.sql);
    this.#usage = new UsageCounts(ctx.storage.sql);
    ctx.storage.sql.exec('CREATE TABLE IF NOT EXISTS owner (key_id TEXT PRIMARY KEY) STRICT');
    ctx.blockConcurrencyWhile(async () => {
      this.#alarmMs = (await ctx.storage.getAlarm()) ?? undefined;
    });
  }

  /**
   * Whether a request may be executed, or what to answer instead. Repetitions of one that is being executed
   * wait for its answer as long as they say.
   */
  async admit(request: AdmitRequest): Promise<Admission> {
    const { attempt, report, quotas, keyId } = request;
    const deadlineMs = Date.now() + (attempt?.waitMs ?? 0);
    if (report !== undefined) await this.settle(keyId, report);
    for (;;) {
      const nowMs = Date.now();
      const begun = attempt && this.#records.find(attempt, nowMs);
      if (attempt === undefined || begun === undefined) return await this.#execute(request, nowMs);
      if (begun.state === 'new') return await this.#execute(request, nowMs, begun.drawn);
      const limits = limitStates(this.#rolled(nowMs), quotas, nowMs);
      if (begun.state === 'mismatch') return { verdict: 'mismatch', limits };
      if (begun.state === 'stored') return { verdict: 'replay', answer: begun.answer, limits };
      if (nowMs >= deadlineMs) {
        return { verdict: 'busy', retryAfterMs: begun.untilMs - nowMs, limits };
      }
      const wakeMs = Math.min(deadlineMs, begun.untilMs) - nowMs;
      await this.#answerOf(attempt.idempotencyKey, wakeMs);
    }
  }

  /**
   * Stores what an execution has answered, or, without an answer, frees its key; wakes whoever waits.
   *
   * @returns false for an execution that was given up in the meantime: another one counts
   */
  async complete(keyId: string, completion: Completion, report?: Report): Promise<boolean> {
    const counted = this.#records.complete(completion);
    if (report !== undefined) await this.settle(keyId, report);
    for (const wake of this.#waiting.get(completion.idempotencyKey) ?? []) wake();
    return counted;
  }

  /** Counts what an isolate has done. */
  async settle(keyId: string, report: Report): Promise<void> {
    const nowMs = Date.now();
    if (!this.#usage.remember(report, nowMs)) return;
    let counters = this.#rolled(nowMs);
    for (const grant of report.returned) counters = giveBack(counters, grant);
    for (const count of report.usage) {
      counters = chargeCpu(counters, count.cpuMs);
      // Days before yesterday are forgotten: their totals must not begin anew.
      this.#usage.add({ ...count, day: Math.max(count.day, counters.day.index - 1) });
    }
    this.#counters.write(counters);
    if (!this.#isOwned) this.ctx.storage.sql.exec('INSERT OR IGNORE INTO owner VALUES (?)', keyId);
    this.#isOwned = true;
    if (report.usage.length > 0) await this.#alarmBy(nowMs + copyDelayMs);
  }

  override async alarm(): Promise<void> {
    this.#alarmMs = undefined;
    await logged('usage', () => this.#copyUsage());
    await logged('expiry', () => this.#forgetRecords());
    // What has failed is tried again.
    const soonMs = Date.now() + copyDelayMs;
    const isCopied = this.#usage.changed(1).length === 0;
    const expiryMs = this.#records.nextExpiryMs();
    if (!isCopied) await this.#alarmBy(soonMs);
    else if (expiryMs !== undefined) await this.#alarmBy(Math.max(expiryMs, soonMs));
  }

  /** @param drawn for an attempt before, which is on record already */
  async #execute(
    { attempt, ...request }: AdmitRequest,
    nowMs: number,
    drawn?: Uint8Array<ArrayBuffer>,
  ): Promise<Admission> {
    const { quotas } = request;
    const counters = this.#rolled(nowMs);
    const charge = chargeImages(counters, request, nowMs);
    if ('refusedBy' in charge) {
      const limits = limitStates(counters, quotas, nowMs);
      const { refusedBy, retryAfterMs } = charge;
      return { verdict: 'exceeded', policy: refusedBy.name, retryAfterMs, limits };
    }
    this.#counters.write(charge.counters);
    if (attempt !== undefined && drawn === undefined) {
      await this.#alarmBy(this.#records.begin(attempt, nowMs));
    }
    const isFull = this.ctx.storage.sql.databaseSize > fullBytes;
    return {
      verdict: 'execute',
      grant: charge.granted,
      leaseMs: leaseMsOf(charge.counters, quotas, nowMs),
      inlineLimitBytes: isFull ? 0 : inlineLimitBytes,
      ...(drawn && { drawn }),
      limits: limitStates(charge.counters, quotas, nowMs),
    };
  }

  #rolled(nowMs: number): Counters {
    return rollWindows(this.#counters.read(), nowMs);
  }

  /** Until the execution has ended, or the time is over. */
  async #answerOf(idempotencyKey: string, timeoutMs: number): Promise<void> {
    const waiting = this.#waiting.get(idempotencyKey) ?? new Set();
    this.#waiting.set(idempotencyKey, waiting);
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.max(1, timeoutMs));
      waiting.add(wake);
    });
    if (waiting.size === 0) this.#waiting.delete(idempotencyKey);
  }

  async #alarmBy(atMs: number): Promise<void> {
    if (this.#alarmMs !== undefined && this.#alarmMs <= atMs) return;
    this.#alarmMs = atMs;
    await this.ctx.storage.setAlarm(atMs);
  }

  async #copyUsage(): Promise<void> {
    const [owner] = this.ctx.storage.sql.exec<{ key_id: string }>('SELECT * FROM owner').toArray();
    const counts = this.#usage.changed(countsPerCopy);
    if (owner === undefined || counts.length === 0) return;
    await new UsageStore(new Database(this.env.DB)).write(owner.key_id, counts);
    this.#usage.copied(counts);
    const nowMs = Date.now();
    this.#usage.forget(nowMs, this.#rolled(nowMs).day.index);
  }

  async #forgetRecords(): Promise<void> {
    const nowMs = Date.now();
    const objects = this.#records.expiredObjects(nowMs, objectsPerDelete);
    if (objects.length > 0) await new Storage(this.env.MODELS).delete(objects);
    this.#records.expire(nowMs, objects);
  }
}

/** A lease ends with the shortest window that limits images: what is left of it is of no use after. */
function leaseMsOf(counters: Counters, quotas: Quotas, nowMs: number): number {
  const ends = policies
    .filter(({ field }) => (quotas[field] ?? undefined) !== undefined)
    .map(({ window }) => untilEndMs(counters, window, nowMs));
  return Math.min(longestLeaseMs, ...ends);
}

/** The platform would repeat a failed alarm at once, and give up after some times. */
async function logged(task: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    console.error(JSON.stringify({ ledger: task, error: String(error) }));
  }
}
