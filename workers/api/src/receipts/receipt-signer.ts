/** Signs the receipts of an answer with the deployment's key, where it has one. */

import type { Context } from 'hono';
import type { AppEnv } from '../env.ts';
import type { Machinery } from '../models/use-version.ts';
import { signReceipt } from './sign-receipt.ts';

type Sign = (receipt: string) => Promise<string | undefined>;

/** @throws Error where the configuration is not what it must be */
export async function receiptSigner(c: Context<AppEnv>, { keyring }: Machinery): Promise<Sign> {
  const keys = await keyring.keysOf(c.env.RECEIPT_KEYS);
  return (receipt) => signReceipt(receipt, keys);
}
