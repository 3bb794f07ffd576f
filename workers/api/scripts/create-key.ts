/** A key of a running service, made by its admin key: what local starts, tests and measurements are let in by. */

import type { Scope } from '../src/auth/scopes.ts';
import type { Quotas } from '../src/ledger/quotas.ts';

export interface KeyOptions {
  /** Of the service, without a slash at its end. */
  readonly url: string;
  readonly adminKey: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly quotas?: Quotas;
}

/** @throws Error with what the service answered, where it is no key */
export async function createKey({ url, adminKey, ...wanted }: KeyOptions): Promise<string> {
  const response = await fetch(`${url}/v1/keys`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(wanted),
  });
  if (!response.ok) throw new Error(`expected a key, got ${await response.text()}`);
  const { key } = (await response.json()) as { key: string };
  return key;
}
