/** Bindings on a bad day: each fails where it is told to, and is itself otherwise. */

import { env } from 'cloudflare:workers';

type Ledger = ReturnType<typeof env.KEY_LEDGER.getByName>;
export type LedgerCall = 'admit' | 'complete' | 'settle';

/** What becomes of a call, instead of the call itself. */
export type Fault = (call: () => Promise<unknown>) => Promise<unknown>;

/** The platform's failure to reach an object. */
export const unreachable: Fault = () => Promise.reject(new Error('Network connection lost.'));

/** The same, said to bear a repetition. */
export const resets: Fault = () =>
  Promise.reject(Object.assign(new Error('Durable Object reset.'), { durableObjectReset: true }));

/** Is done, and nobody hears of it. */
export const losesAnswer: Fault = async (call) => {
  await call();
  throw new Error('Network connection lost.');
};

/** Never says anything. */
export const hangs: Fault = () => new Promise(() => {});

/** The first time only. */
export function once(fault: Fault): Fault {
  let isFirst = true;
  return (call) => {
    const meets = isFirst;
    isFirst = false;
    return meets ? fault(call) : call();
  };
}

/** The ledgers, of which some calls fail. */
export function faultyLedgers(faults: Partial<Record<LedgerCall, Fault>>): typeof env.KEY_LEDGER {
  return new Proxy(env.KEY_LEDGER, {
    get(target, property) {
      if (property !== 'getByName') return Reflect.get(target, property);
      return (name: string) => faultyLedger(target.getByName(name), faults);
    },
  });
}

/** Ledgers that nobody can reach. */
export function brokenLedgers(): typeof env.KEY_LEDGER {
  return faultyLedgers({ admit: unreachable, complete: unreachable, settle: unreachable });
}

function faultyLedger(ledger: Ledger, faults: Partial<Record<LedgerCall, Fault>>): Ledger {
  const callOf =
    (name: LedgerCall) =>
    (...values: unknown[]) => {
      const call = () => (ledger[name] as (...values: unknown[]) => Promise<unknown>)(...values);
      const fault = faults[name];
      return fault === undefined ? call() : fault(call);
    };
  // Stubs of RPC are proxies themselves: every name is a method of theirs.
  return {
    admit: callOf('admit'),
    complete: callOf('complete'),
    settle: callOf('settle'),
  } as unknown as Ledger;
}

/** Has seen too many requests of whoever asks. */
export const closedShield: RateLimit = { limit: async () => ({ success: false }) };

/** Does not work. */
export const brokenShield: RateLimit = {
  limit: () => Promise.reject(new Error('rate limiting is down')),
};

/** R2, of which some methods fail. */
export function faultyBucket(faults: Partial<Record<'get' | 'put', Fault>>): R2Bucket {
  return new Proxy(env.MODELS, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== 'function') return value;
      const method = (...values: unknown[]) => Reflect.apply(value, target, values);
      const fault = faults[property as 'get' | 'put'];
      return fault === undefined
        ? method
        : (...values: unknown[]) => fault(() => method(...values));
    },
  });
}
