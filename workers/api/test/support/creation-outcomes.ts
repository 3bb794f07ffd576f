/** What quotas, idempotency and a full instance answer, for every operation that makes something. */

import { env } from 'cloudflare:workers';
import { fingerprintOf } from '../../src/http/idempotency-key.ts';
import { MemoryGate } from '../../src/http/memory-gate.ts';
import { brokenLedgers, closedShield } from './broken-bindings.ts';
import { type Answer, Client, freshClient, freshWorker } from './client.ts';

export interface CreatingOperation {
  readonly operationId: string;
  /** A request that is right as far as it can be told without its model. */
  readonly send: (client: Client, headers: Record<string, string>) => Promise<Answer>;
}

const fromAfar = { 'CF-Connecting-IP': '192.0.2.1' };

/** By outcome, as `checkAnswer` gives it. */
export function creationOutcomes(
  operation: CreatingOperation,
): Record<string, () => Promise<Answer>> {
  return { ...repeatOutcomes(operation), ...makingOutcomes(operation) };
}

/** What an `Idempotency-Key` brings where nothing is made, and repetitions do not wait. */
export function recordOutcomes({
  operationId,
  send,
}: CreatingOperation): Record<string, () => Promise<Answer>> {
  return {
    [`${operationId} 422 idempotency_mismatch`]: () =>
      send(
        afterAnother(() => 'of something else'),
        keyFor(`${operationId}, mismatch`),
      ),
    [`${operationId} 503 ledger_unavailable`]: () =>
      send(freshClient({ ...env, KEY_LEDGER: brokenLedgers() }), keyFor(`${operationId}, ledger`)),
  };
}

/** The same where they wait. */
export function repeatOutcomes(
  operation: CreatingOperation,
): Record<string, () => Promise<Answer>> {
  const { operationId, send } = operation;
  return {
    ...recordOutcomes(operation),
    [`${operationId} 409 idempotency_in_progress`]: () =>
      send(
        afterAnother((fingerprint) => fingerprint),
        { ...keyFor(`${operationId}, busy`), Prefer: 'wait=0' },
      ),
  };
}

const keyFor = (name: string) => ({ 'Idempotency-Key': `"${name}, ${crypto.randomUUID()}"` });

/** The same for operations that take no `Idempotency-Key`. */
export function makingOutcomes({
  operationId,
  send,
}: CreatingOperation): Record<string, () => Promise<Answer>> {
  const none = { imagesPerMinute: 0 };
  return {
    [`${operationId} 429 quota_exceeded`]: () => send(freshClient({ ...env, QUOTAS: none }), {}),
    [`${operationId} 429 too_many_requests`]: () =>
      send(freshClient({ ...env, SHIELD: closedShield }), fromAfar),
    [`${operationId} 503 ledger_unavailable`]: () =>
      send(freshClient({ ...env, QUOTAS: none, KEY_LEDGER: brokenLedgers() }), {}),
    [`${operationId} 503 overloaded`]: () =>
      send(new Client(freshWorker(env, { gate: new MemoryGate(0) })), {}),
  };
}

/** A client whose requests come after one with the same `Idempotency-Key` that is still executed. */
function afterAnother(fingerprintOfFirst: (own: string) => string): Client {
  const worker = freshWorker();
  return new Client(async (request) => {
    const body = new Uint8Array(await request.clone().arrayBuffer());
    const [, keyId = ''] =
      /^Bearer cek_(\w{12})_/.exec(request.headers.get('authorization') ?? '') ?? [];
    const idempotencyKey = (request.headers.get('idempotency-key') ?? '').slice(1, -1);
    const attempt = {
      idempotencyKey,
      fingerprint: fingerprintOfFirst(await fingerprintOf(request, body, idempotencyKey)),
      ...{ token: 'of the first', isStream: false, waitMs: 0 },
    };
    await env.KEY_LEDGER.getByName(keyId).admit({
      keyId,
      quotas: {},
      images: 1,
      slack: 0,
      attempt,
    });
    return worker(request);
  });
}
