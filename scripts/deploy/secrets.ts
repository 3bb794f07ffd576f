/**
 * The secrets of a deployment, drawn where they are missing. The admin key stays with the operator; the
 * deployment gets its hash. Of the key for receipts nobody needs a copy: its public half is served.
 */
import { generateKeyPairSync } from 'node:crypto';
import { newPublisherKey, type PublisherKey } from '@comfy-edge/model';
import { drawKeyText, hashKeyText, parseKeyText } from '../../workers/api/src/auth/key-text.ts';
import type { Memory } from './memory.ts';

export const secretNames = ['ADMIN_KEY_HASH', 'RECEIPT_KEYS'] as const;

type SecretName = (typeof secretNames)[number];
export type Secrets = Partial<Record<SecretName, string>>;

/** Those that the deployment lacks. */
export function missingSecrets(present: readonly string[]): SecretName[] {
  return secretNames.filter((name) => !present.includes(name));
}

/** @returns what is to be stored; the admin key is remembered before */
export async function drawSecrets(names: readonly SecretName[], memory: Memory): Promise<Secrets> {
  const drawn: Secrets = {};
  for (const name of names) {
    drawn[name] = name === 'ADMIN_KEY_HASH' ? await drawAdminKey(memory) : drawReceiptKeys();
  }
  return drawn;
}

/**
 * The key with which the deployment is looked after.
 *
 * @throws Error where it is nowhere to be found
 */
export async function readAdminKey(memory: Memory): Promise<string> {
  const { adminKey } = await memory.read();
  const key = adminKey ?? process.env.COMFY_EDGE_KEY;
  if (key !== undefined) return key;
  throw new Error(
    `expected the deployment's admin key in ${memory.path} or COMFY_EDGE_KEY, got none. Where it is lost: ` +
      '`npx wrangler secret delete ADMIN_KEY_HASH --name <name>`, and this command draws another.',
  );
}

/** With which the deployment's model is signed; drawn where there is none yet. */
export async function publisherKeyOf(memory: Memory): Promise<PublisherKey> {
  const { publisherKey } = await memory.read();
  if (publisherKey !== undefined) return publisherKey;
  const drawn = await newPublisherKey();
  await memory.add({ publisherKey: drawn });
  return drawn;
}

/** One that is remembered already is kept. */
async function drawAdminKey(memory: Memory): Promise<string> {
  const { adminKey = drawKeyText().text } = await memory.read();
  const key = parseKeyText(adminKey);
  if (typeof key === 'string')
    throw new Error(`${memory.path}: expected an admin key, got text that is ${key}`);
  await memory.add({ adminKey });
  return hashKeyText(key);
}

/** A JSON Web Key set (RFC 7517, RFC 8037) with one key. */
function drawReceiptKeys(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { kty, crv, x, d } = privateKey.export({ format: 'jwk' });
  return JSON.stringify({ keys: [{ kty, crv, x, d }] });
}
