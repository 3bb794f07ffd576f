/** Draws a key for receipts: prints the secret RECEIPT_KEYS that makes the Worker sign with it. */

import { generateKeyPairSync } from 'node:crypto';

const { privateKey } = generateKeyPairSync('ed25519');
const { kty, crv, x, d } = privateKey.export({ format: 'jwk' });
console.log(JSON.stringify({ keys: [{ kty, crv, x, d }] }));
console.error(
  'Store it with: wrangler secret put RECEIPT_KEYS\n' +
    'To rotate, put the new key first and keep the old one behind it without its "d".',
);
