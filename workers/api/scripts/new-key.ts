/** Draws an API key: prints it once, and the entry of the secret API_KEYS that lets it in. */

import { createHash, randomBytes } from 'node:crypto';
import { type Scope, scopes } from '../src/scopes.ts';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((it) => !scopes.includes(it as Scope));
if (wanted.length === 0 || unknown.length > 0) {
  const got = unknown.length > 0 ? unknown.join(' ') : 'none';
  console.error(
    `usage: npm run new-key -- SCOPE…\nexpected scopes of ${scopes.join(', ')}; got ${got}`,
  );
  process.exit(2);
}

const key = randomBytes(32).toString('base64url');
const hash = createHash('sha256').update(key).digest('hex');
console.log(`key, shown only now:  ${key}`);
console.log(`entry of API_KEYS:    ${hash}:${wanted.join('+')}`);
console.log('Entries are joined by commas and stored with: wrangler secret put API_KEYS');
