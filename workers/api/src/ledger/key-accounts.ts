/** The accounts of the keys that this isolate has seen, the one used longest ago forgotten first. */

import { KeyAccount } from './key-account.ts';

const mostAccounts = 1000;

export class KeyAccounts {
  readonly #accounts = new Map<string, KeyAccount>();

  of(keyId: string): KeyAccount {
    const account = this.#accounts.get(keyId) ?? new KeyAccount(keyId);
    this.#accounts.delete(keyId);
    this.#accounts.set(keyId, account);
    const [oldest] = this.#accounts.keys();
    if (this.#accounts.size > mostAccounts && oldest !== undefined) this.#accounts.delete(oldest);
    return account;
  }
}
