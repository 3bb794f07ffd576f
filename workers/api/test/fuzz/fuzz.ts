/**
 * The contract fuzzer: requests of every operation of a document, right ones and wrong ones, every answer held
 * to that document (`Contract.checkAnswer`), and to three rules more: no failure of the service's own, no
 * success for what the document refuses, and no answer that breaks off.
 *
 * Requests come in batches of one operation, each with a seed of its own, so that a batch is all it takes
 * to find a violation again.
 */

import fc from 'fast-check';
import { type Contract, ContractViolation } from '../support/contract.ts';
import type { Operation } from '../support/openapi.ts';
import {
  type Answer,
  type FuzzRequest,
  faultOf,
  resolveCondition,
  type Send,
  toCurl,
  toRequest,
} from './fuzz-request.ts';
import { type Keys, requestsOf } from './operation-requests.ts';
import type { Pool } from './schema-values.ts';

export const batchSize = 50;

export interface FuzzOptions {
  readonly contract: Contract;
  readonly pool: Pool;
  readonly keys: Keys;
  readonly origin: string;
  readonly fetch: (request: Request) => Promise<Response>;
  /** In all, shared evenly among the operations. */
  readonly requests: number;
  readonly seed: number;
  /** Of the document, or those that are meant. */
  readonly operations?: readonly Operation[];
  /** Batches at a time. */
  readonly concurrency?: number;
  readonly onBatch?: (counts: Counts) => void;
}

export interface Counts {
  /** Answers that were checked. */
  readonly requests: number;
  /** As `Contract.checkAnswer` gives them. */
  readonly outcomes: ReadonlyMap<string, number>;
}

export interface Violation {
  readonly operationId: string;
  readonly message: string;
  /** The smallest request that was found to fail, as a command. */
  readonly curl: string;
  /** Of the batch. */
  readonly seed: number;
}

export interface FuzzResult extends Counts {
  readonly violations: readonly Violation[];
}

/** Each operation is left at its first violation. */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const { contract, seed, concurrency = 1, onBatch } = options;
  const { operations = contract.operations } = options;
  const outcomes = new Map<string, number>();
  const violations: Violation[] = [];
  const counts = { requests: 0, outcomes };
  const count = (outcome: string) => {
    counts.requests += 1;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  };

  const share = Math.ceil(options.requests / operations.length);
  const batches = operations.flatMap((operation) => {
    const requests = requestsOf(options, options.keys, operation);
    return Array.from({ length: Math.ceil(share / batchSize) }, (_, index) => ({
      operation,
      requests,
      numRuns: Math.min(batchSize, share - index * batchSize),
      seed: (seed + index) % 2 ** 31,
    }));
  });
  const work = async () => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      const { operation, requests, ...parameters } = batch;
      if (violations.some((it) => it.operationId === operation.id)) continue;
      const property = fc.asyncProperty(requests, async (it) => count(await ask(options, it)));
      const found = await fc.check(property, parameters);
      const [failed] = found.counterexample ?? [];
      if (failed !== undefined) {
        violations.push({
          operationId: operation.id,
          message: messageOf(found.errorInstance),
          curl: toCurl(options.origin, await resolveCondition(failed, sender(options))),
          seed: parameters.seed,
        });
      }
      onBatch?.(counts);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return { ...counts, violations };
}

/** @throws ContractViolation */
async function ask(options: FuzzOptions, wanted: FuzzRequest): Promise<string> {
  const { contract, origin } = options;
  const send = sender(options);
  const sent = await resolveCondition(wanted, send);
  const { request, response } = await send(sent);
  const copy = response.clone();
  const outcome = await contract.checkAnswer(request, response);
  const body = await copy.arrayBuffer();
  if (response.status >= 500) {
    const text = new TextDecoder().decode(body);
    throw new ContractViolation(`${outcome}: expected no failure of the service, got ${text}`);
  }
  const fault = response.status < 400 ? faultOf(contract, sent, origin) : undefined;
  if (fault !== undefined) {
    throw new ContractViolation(`${outcome}: expected a refusal of ${fault}, got a success`);
  }
  return outcome;
}

/** The request that comes with the answer is without its body, which only one can read. */
function sender({ origin, fetch }: FuzzOptions): Send {
  return async (request: FuzzRequest): Promise<Answer> => {
    const response = await fetch(toRequest(origin, request));
    const { body: _, ...bare } = request;
    return { request: toRequest(origin, bare), response };
  };
}

function messageOf(error: unknown): string {
  if (error instanceof ContractViolation) return error.message;
  if (!(error instanceof Error)) return String(error);
  // Of a connection that failed, only the cause says how.
  const cause = error.cause === undefined ? '' : `, caused by ${messageOf(error.cause)}`;
  return `${error.name}: ${error.message}${cause}`;
}
