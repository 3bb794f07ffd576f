/**
 * What differs between a receipt and what this engine makes of it. Nothing is believed that was not made
 * again.
 */
import { engineId } from '../engine-id.gen.ts';
import type { SignatureState } from './check-signature.ts';
import type { EmbeddedReceipt } from './embedded-receipt.ts';
import { parseReceipt } from './receipt.ts';

export interface Difference {
  readonly part: 'signature' | 'engine' | 'receipt' | 'pixels' | 'file';
  /** What was expected, and what was there. */
  readonly detail: string;
}

/** @param isSigning whether the deployment signs what it makes */
export function compareSignature(state: SignatureState, isSigning: boolean): Difference[] {
  const part = 'signature';
  switch (state) {
    case 'valid':
      return [];
    case 'none':
      return isSigning ? [{ part, detail: 'expected a signature, got none' }] : [];
    case 'unknown_key':
      return [{ part, detail: 'expected a key of this deployment, got another one' }];
    case 'invalid':
      return [{ part, detail: 'expected the signature of this receipt, got another one' }];
    default:
      return state satisfies never;
  }
}

/** Field by field; only a receipt that says what the replay says is one of this engine. */
export function compareReceipts(given: EmbeddedReceipt, made: EmbeddedReceipt): Difference[] {
  const got: Readonly<Record<string, unknown>> = { ...parseReceipt(given.receipt) };
  const expected: Readonly<Record<string, unknown>> = { ...parseReceipt(made.receipt) };
  const names = Object.keys({ ...expected, ...got }).filter((it) => it !== 'engine');
  const other = names.filter((name) => showField(got[name]) !== showField(expected[name]));
  const engine: Difference[] =
    got.engine === engineId
      ? []
      : [{ part: 'engine', detail: `expected engine ${engineId}, got ${got.engine}` }];
  const fields = other.map(
    (name): Difference => ({
      part: 'receipt',
      detail: `expected ${name} ${showField(expected[name])}, got ${showField(got[name])}`,
    }),
  );
  return [...engine, ...fields];
}

function showField(value: unknown): string {
  return value === undefined ? 'to be absent' : JSON.stringify(value);
}
