import { createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { tampered } from '../fixtures/tampering.ts';
import { canonicalJson } from '../manifest/canonical-json.ts';
import { parseDigest } from '../manifest/digest.ts';
import { ModelError } from '../model-error.ts';
import {
  newPublisherKey,
  type PublisherKey,
  parsePublisherKey,
  publisherKeyId,
} from './publisher-key.ts';
import { isSignedBy, parseSignedStatement, signStatement } from './signed-statement.ts';
import { describeStaleness, encodeStatement, type PublicationStatement } from './statement.ts';

/** RFC 8037, appendix A.1. */
const key: PublisherKey = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
};
const keyId = 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k';
const statement: PublicationStatement = {
  format: 'comfy-edge/publication@1',
  model: 'fashion-mnist',
  digest: parseDigest('9f'.repeat(32)),
  counter: 7,
  issuedAt: '2026-11-22T10:00:00.000Z',
  expiresAt: '2027-02-20T10:00:00.000Z',
  publisher: keyId,
};

let token: string;
beforeAll(async () => {
  token = await signStatement(statement, key);
});

const encode = (text: string) => Buffer.from(text).toString('base64url');
const refusal = (code = 'statement_invalid') => expect.objectContaining({ code });

describe('a signed statement', () => {
  it('is the same token every time', async () => {
    expect(await signStatement({ ...statement }, key)).toBe(token);
  });

  it('comes back as it went in, and is its publisher’s', async () => {
    const signed = parseSignedStatement(token);
    expect(signed.statement).toEqual(statement);
    expect(await isSignedBy(signed, key)).toBe(true);
  });

  it('verifies elsewhere as a JWS over canonical JSON', () => {
    const [header = '', payload = '', signature = ''] = token.split('.');
    expect(Buffer.from(payload, 'base64url').toString()).toBe(canonicalJson(statement));
    const { d: _, ...jwk } = key;
    const publicKey = createPublicKey({ format: 'jwk', key: jwk });
    const input = Buffer.from(`${header}.${payload}`);
    expect(verify(null, input, publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
  });

  it("is not another publisher's", async () => {
    const other = await newPublisherKey();
    expect(await isSignedBy(parseSignedStatement(token), other)).toBe(false);
    const forged = parseSignedStatement(await signStatement(statement, other));
    expect(await isSignedBy(forged, key)).toBe(false);
  });

  it.each([
    ['model', 'fashion-mnist-2'],
    ['digest', parseDigest('8e'.repeat(32))],
    ['counter', 8],
    ['issuedAt', '2026-11-22T10:00:00.001Z'],
    ['expiresAt', '2027-02-21T10:00:00.000Z'],
    ['publisher', 'A'.repeat(43)],
  ])('does not hold with another %s', async (field, value) => {
    const changed = { ...statement, [field]: value };
    const [, , signature = ''] = token.split('.');
    const header = { alg: 'EdDSA', kid: changed.publisher, typ: 'comfy-edge-publication+jws' };
    const grafted = `${encode(JSON.stringify(header))}.${encode(encodeStatement(changed))}.${signature}`;
    expect(await isSignedBy(parseSignedStatement(grafted), key)).toBe(false);
  });

  it.each([
    ['no signature', (it: string) => it.replace(/\.[^.]*$/, '.')],
    ['the algorithm none', (it: string) => it.replace(/^[^.]*/, encode('{"alg":"none"}'))],
    [
      'the algorithm HS256',
      (it: string) => it.replace(/^[^.]*/, encode(`{"alg":"HS256","kid":"${keyId}"}`)),
    ],
    ['no type', (it: string) => it.replace(/^[^.]*/, encode(`{"alg":"EdDSA","kid":"${keyId}"}`))],
    ['a fourth part', (it: string) => `${it}.e30`],
    ['padding', (it: string) => `${it}==`],
    [
      'another spelling of its JSON',
      (it: string) => withPayload(it, ` ${canonicalJson(statement)}`),
    ],
    ['a field more', (it: string) => withPayload(it, canonicalJson({ ...statement, admin: true }))],
    ['nothing', () => ''],
  ])('with %s is no token', (_, change) => {
    expect(() => parseSignedStatement(change(token))).toThrow(refusal());
  });

  it('is refused, or is what was signed, whatever happens to its bytes', async () => {
    const bytes = new TextEncoder().encode(token);
    await fc.assert(
      fc.asyncProperty(tampered(bytes), async (changed) => {
        const text = new TextDecoder().decode(changed);
        if (text === token) return;
        try {
          expect(await isSignedBy(parseSignedStatement(text), key)).toBe(false);
        } catch (error) {
          if (!(error instanceof ModelError)) throw error;
        }
      }),
      { numRuns: 300 },
    );
  });
});

function withPayload(it: string, text: string): string {
  const [header, , signature] = it.split('.');
  return `${header}.${encode(text)}.${signature}`;
}

describe('a statement', () => {
  const atMs = (time: string) => Date.parse(time);

  it.each([
    ['at its issue', '2026-11-22T10:00:00.000Z', undefined],
    ['by a clock five minutes behind', '2026-11-22T09:55:00.000Z', undefined],
    ['by a clock further behind', '2026-11-22T09:54:59.999Z', /issued before/],
    ['a moment before its expiry', '2027-02-20T09:59:59.999Z', undefined],
    ['at its expiry', '2027-02-20T10:00:00.000Z', /expired at 2027-02-20T10:00:00.000Z/],
  ])('%s', (_, time, expected) => {
    const actual = describeStaleness(statement, atMs(time));
    if (expected === undefined) expect(actual).toBeUndefined();
    else expect(actual).toMatch(expected);
  });

  it.each([
    ['without an end', { expiresAt: '9999-12-31T00:00:00.000Z' }, /within 366 days/],
    ['that ends before it begins', { expiresAt: '2026-11-22T09:00:00.000Z' }, /within 366 days/],
    ['of a day that is none', { issuedAt: '2026-02-30T10:00:00.000Z' }, /issuedAt/],
    ['of another time zone', { issuedAt: '2026-11-22T10:00:00.000+01:00' }, /issuedAt/],
    ['with counter 0', { counter: 0 }, /counter/],
    ['with half a counter', { counter: 1.5 }, /counter/],
    ['with a counter that loses digits', { counter: 2 ** 53 }, /counter/],
    ['of a model elsewhere', { model: '../other' }, /model/],
    ['of no digest', { digest: parseDigest('9f'.repeat(32)).slice(1) }, /digest/],
    ['of another format', { format: 'comfy-edge/manifest@1' }, /format/],
  ])('%s is not signed', async (_, change, message) => {
    const wrong = { ...statement, ...change } as PublicationStatement;
    await expect(signStatement(wrong, key)).rejects.toThrow(message);
  });
});

describe("a publisher's key", () => {
  it('is named as RFC 8037, appendix A.3, names it', async () => {
    expect(await publisherKeyId(key)).toBe(keyId);
  });

  it('is drawn at random, and signs', async () => {
    const [one, other] = await Promise.all([newPublisherKey(), newPublisherKey()]);
    expect(one.x).not.toBe(other.x);
    const publisher = await publisherKeyId(one);
    const signed = parseSignedStatement(await signStatement({ ...statement, publisher }, one));
    expect(await isSignedBy(signed, one)).toBe(true);
    expect(parsePublisherKey(JSON.stringify(one))).toEqual(one);
  });

  it.each([
    '',
    '{}',
    'null',
    JSON.stringify({ ...key, d: 'short' }),
    `{"x":"${key.x}"}`,
  ])('is not %s, and what it was is not repeated', (text) => {
    expect(() => parsePublisherKey(text)).toThrow(refusal());
    expect(() => parsePublisherKey(text)).not.toThrow(new RegExp(key.x));
  });
});
