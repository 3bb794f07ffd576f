/**
 * Draws the deployment's own admin key: prints it once, and the hash that is stored as its secret. With it,
 * the keys of everybody else are made: POST /v1/keys.
 */

import { drawKeyText, hashKeyText } from '../src/auth/key-text.ts';

const key = drawKeyText();
console.log(`admin key, shown only now:  ${key.text}`);
console.log(`its hash:                   ${await hashKeyText(key)}`);
console.log('The hash is stored with: wrangler secret put ADMIN_KEY_HASH');
