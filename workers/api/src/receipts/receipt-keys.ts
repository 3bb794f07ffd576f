/**
 * The deployment's keys for receipts: Ed25519 (RFC 8032: the same text has one signature, so signed files
 * are reproducible, too) as JSON Web Keys (RFC 7517, RFC 8037). The secret `RECEIPT_KEYS` is a key set: its
 * first key signs, further ones, public halves of keys that have retired, only verify. Without it receipts
 * are not signed.
 */

import { encodeBase64Url } from '@comfy-edge/model';

interface PublicKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  /** The key, base64url. */
  readonly x: string;
  /** Its thumbprint (RFC 7638). */
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
}

interface SigningKey {
  readonly kid: string;
  readonly key: CryptoKey;
}

export interface ReceiptKeys {
  readonly signing: SigningKey | undefined;
  readonly published: readonly PublicKey[];
}

/** The keys of this isolate, read and imported once. */
export class ReceiptKeyring {
  #configured: string | undefined;
  #keys: Promise<ReceiptKeys> | undefined;

  /** @throws Error where the configuration is not what it must be; the message tells no key */
  keysOf(configured = ''): Promise<ReceiptKeys> {
    if (this.#keys === undefined || this.#configured !== configured) {
      this.#configured = configured;
      this.#keys = importKeys(configured);
    }
    return this.#keys;
  }
}

async function importKeys(configured: string): Promise<ReceiptKeys> {
  if (configured === '') return { signing: undefined, published: [] };
  const [first, ...retired] = parseKeySet(configured);
  if (first?.d === undefined) throw misconfigured('a first key with its private half, "d"');
  const published = await Promise.all([first, ...retired].map(publish));
  const key = await importPrivateKey(first.x, first.d);
  return { signing: { kid: published[0]?.kid ?? '', key }, published };
}

/** Not every runtime looks whether the halves of a key belong together: one signature shows it. */
async function importPrivateKey(x: string, d: string): Promise<CryptoKey> {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x };
  const text = new TextEncoder().encode('comfy-edge');
  try {
    const key = await crypto.subtle.importKey('jwk', { ...jwk, d }, 'Ed25519', false, ['sign']);
    const publicKey = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify']);
    const signature = await crypto.subtle.sign('Ed25519', key, text);
    if (await crypto.subtle.verify('Ed25519', publicKey, signature, text)) return key;
  } catch {
    // What the runtime says of a key is not repeated.
  }
  throw misconfigured('a private key that belongs to its public one');
}

/** What of a JSON Web Key counts. */
interface ConfiguredKey {
  readonly x: string;
  readonly d?: string;
}

function parseKeySet(configured: string): ConfiguredKey[] {
  let set: unknown;
  try {
    set = JSON.parse(configured);
  } catch {
    throw misconfigured('JSON');
  }
  const { keys } = (set ?? {}) as { keys?: unknown };
  if (!Array.isArray(keys) || keys.length === 0) throw misconfigured('{"keys": [...]}');
  return keys.map((key: unknown) => {
    const { kty, crv, x, d } = (key ?? {}) as Record<string, unknown>;
    const isOurs = kty === 'OKP' && crv === 'Ed25519' && is32Bytes(x);
    if (!isOurs || !(d === undefined || is32Bytes(d))) throw misconfigured('Ed25519 keys');
    return { x: String(x), ...(d === undefined ? {} : { d: String(d) }) };
  });
}

/** Base64url of 32 bytes. */
function is32Bytes(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{43}$/.test(value);
}

async function publish({ x }: ConfiguredKey): Promise<PublicKey> {
  // The members of a thumbprint in their one order, RFC 8037, appendix A.3.
  const members = JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x });
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(members));
  const kid = encodeBase64Url(new Uint8Array(digest));
  return { kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' };
}

function misconfigured(expected: string): Error {
  return new Error(`RECEIPT_KEYS: expected ${expected}, got something else`);
}
