/**
 * One key as an isolate sees it: what its ledger has lent to be spent without asking, and what is still to be
 * reported. An isolate that is busy for a key asks for as much besides as it made in the last two seconds; one
 * that is not asks for what it needs, and has nothing to give back.
 *
 * What is reported goes with a question, a few times a second, or a moment after the answer. What an isolate
 * that dies has not reported is lost to `GET /v1/usage`; its images are charged all the same.
 */

import type {
  Admission,
  AdmitRequest,
  Attempt,
  Completion,
  Report,
  UsageCount,
} from './messages.ts';
import { isLimited, type Quotas, windowMs } from './quotas.ts';
import type { Grant, LimitState } from './window-counters.ts';

/** The ledger, however it is reached. */
export interface LedgerCalls {
  admit(request: AdmitRequest): Promise<Admission>;
  complete(keyId: string, completion: Completion, report?: Report): Promise<boolean>;
  settle(keyId: string, report: Report): Promise<void>;
}

export interface Asked {
  readonly quotas: Quotas;
  readonly images: number;
  readonly attempt?: Attempt | undefined;
}

/** What was let in without a question, or what the ledger said. */
export type Admitted =
  | Admission
  | {
      readonly verdict: 'execute';
      readonly grant: Grant | undefined;
      readonly limits: readonly LimitState[];
    };

interface Lease {
  /** What is left of it. */
  readonly grant: Grant;
  readonly sinceMs: number;
  readonly untilMs: number;
  /** When it began. */
  readonly limits: readonly LimitState[];
}

/** Between two reports that go with something else: to write one down takes longer than the rest of a question. */
const companionMs = 250;
/** Over which an isolate counts how busy it is. */
const paceMs = 2_000;
const mostReturned = 64;
/** Of the CPU that is left, the part that may be spent under one lease. */
const cpuShare = 8;

export class KeyAccount {
  readonly keyId: string;
  readonly #nowMs: () => number;
  #lease: Lease | undefined;
  /** What may still be spent under the lease. */
  #leasedCpuMs = 0;
  #returned: Grant[] = [];
  #usage = new Map<string, UsageCount>();
  /** Reports that did not arrive, or whose answer was lost. */
  #unheard: Report[] = [];
  #reportingUntilMs = 0;
  #reportedMs = Number.NEGATIVE_INFINITY;
  #paceSinceMs = 0;
  #paceImages = 0;
  #paceBefore = 0;

  constructor(keyId: string, nowMs: () => number = Date.now) {
    this.keyId = keyId;
    this.#nowMs = nowMs;
  }

  /** Whether the caller is to report in so many milliseconds; then nobody else is, in that time. */
  isReportDue(inMs: number): boolean {
    const nowMs = this.#nowMs();
    if (nowMs < this.#reportingUntilMs) return false;
    // A reporter may die on the way: then another one takes over.
    this.#reportingUntilMs = nowMs + inMs;
    return true;
  }

  /**
   * Asks for images: of the lease at hand, of nobody where nothing is limited, else of the ledger.
   *
   * @throws what the ledger throws
   */
  async admit(ledger: () => LedgerCalls, { quotas, images, attempt }: Asked): Promise<Admitted> {
    const nowMs = this.#nowMs();
    const pace = this.#paceAt(nowMs);
    this.#paceImages += images;
    if (attempt === undefined) {
      if (!isLimited(quotas)) return { verdict: 'execute', grant: undefined, limits: [] };
      const spent = this.#spend(images, nowMs);
      if (spent !== undefined) return spent;
    }
    this.#endLease();
    const report = this.#takeCompanion();
    try {
      const slack = isLimited(quotas) ? pace : 0;
      const request = { keyId: this.keyId, quotas, images, slack, attempt, report };
      const admission = await ledger().admit(request);
      if (admission.verdict !== 'execute') return admission;
      const { grant, leaseMs, limits } = admission;
      const rest = { ...grant, images: grant.images - images };
      this.#keep({ grant: rest, limits, sinceMs: nowMs, untilMs: nowMs + leaseMs });
      const own = { ...grant, images };
      return { ...admission, grant: own, limits: withLent(limits, rest.images, 0) };
    } catch (error) {
      if (report !== undefined) this.#unheard.push(report);
      throw error;
    }
  }

  /** Images that were granted and not made. */
  giveBack(grant: Grant): void {
    if (grant.images > 0 && this.#returned.length < mostReturned) this.#returned.push(grant);
  }

  count(count: Omit<UsageCount, 'day'>): void {
    const day = Math.floor(this.#nowMs() / windowMs.day);
    const key = `${day} ${count.model}`;
    const before = this.#usage.get(key);
    this.#usage.set(key, before === undefined ? { ...count, day } : sum(before, count));
    this.#leasedCpuMs -= count.cpuMs;
  }

  /** Says what has become of an execution, and whatever else there is to say. */
  async complete(ledger: LedgerCalls, completion: Completion): Promise<void> {
    const report = this.#takeCompanion();
    try {
      await ledger.complete(this.keyId, completion, report);
    } catch (error) {
      if (report !== undefined) this.#unheard.push(report);
      throw error;
    }
  }

  /** Says what there is to say, and ends the lease. */
  async report(ledger: () => LedgerCalls): Promise<void> {
    this.#endLease();
    for (let report = this.#takeReport(); report !== undefined; report = this.#takeReport()) {
      try {
        await ledger().settle(this.keyId, report);
      } catch (error) {
        this.#unheard.push(report);
        throw error;
      }
    }
  }

  /** How many images were asked for in the last whole while, or in this one if they are more. */
  #paceAt(nowMs: number): number {
    const agoMs = nowMs - this.#paceSinceMs;
    if (agoMs >= paceMs) {
      this.#paceBefore = agoMs < 2 * paceMs ? this.#paceImages : 0;
      this.#paceImages = 0;
      this.#paceSinceMs = nowMs;
    }
    return Math.max(this.#paceBefore, this.#paceImages);
  }

  #spend(images: number, nowMs: number): Admitted | undefined {
    const lease = this.#lease;
    if (lease === undefined || nowMs >= lease.untilMs) return undefined;
    if (lease.grant.images < images || this.#leasedCpuMs <= 0) return undefined;
    const grant = { ...lease.grant, images: lease.grant.images - images };
    this.#lease = { ...lease, grant };
    const limits = withLent(lease.limits, grant.images, nowMs - lease.sinceMs);
    return { verdict: 'execute', grant: { ...grant, images }, limits };
  }

  /** Two questions under way at once bring two leases: the older one goes back. */
  #keep(lease: Lease): void {
    this.#endLease();
    if (lease.grant.images <= 0) return;
    this.#lease = lease;
    const cpuLeft = lease.limits.filter(({ policy }) => policy.startsWith('cpu-'));
    this.#leasedCpuMs = Math.min(...cpuLeft.map(({ remaining }) => remaining)) / cpuShare;
  }

  #endLease(): void {
    if (this.#lease !== undefined) this.giveBack(this.#lease.grant);
    this.#lease = undefined;
  }

  #takeCompanion(): Report | undefined {
    const nowMs = this.#nowMs();
    return nowMs - this.#reportedMs < companionMs ? undefined : this.#takeReport();
  }

  #takeReport(): Report | undefined {
    this.#reportedMs = this.#nowMs();
    const again = this.#unheard.shift();
    if (again !== undefined) return again;
    if (this.#returned.length + this.#usage.size === 0) return undefined;
    const report = {
      id: crypto.randomUUID(),
      returned: this.#returned,
      usage: [...this.#usage.values()],
    };
    this.#returned = [];
    this.#usage = new Map();
    return report;
  }
}

/** As the caller sees it: what is lent to this isolate is still to be had. */
function withLent(limits: readonly LimitState[], images: number, agoMs: number): LimitState[] {
  return limits.map((it) => ({
    ...it,
    remaining: it.remaining + (it.policy.startsWith('images-') ? images : 0),
    resetMs: Math.max(1, it.resetMs - agoMs),
  }));
}

function sum(before: UsageCount, more: Omit<UsageCount, 'day'>): UsageCount {
  return {
    ...before,
    requests: before.requests + more.requests,
    images: before.images + more.images,
    cpuMs: before.cpuMs + more.cpuMs,
    errors: before.errors + more.errors,
  };
}
