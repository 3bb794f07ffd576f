/** A Durable Object that does no more than keep a body, as a ledger keeps what an answer was. */

import { DurableObject } from 'cloudflare:workers';

export class Shelf extends DurableObject {
  constructor(ctx: DurableObjectState, env: object) {
    super(ctx, env);
    ctx.storage.sql.exec(
      'CREATE TABLE IF NOT EXISTS bodies (key TEXT PRIMARY KEY, body BLOB) STRICT',
    );
  }

  put(key: string, body: Uint8Array): string {
    this.ctx.storage.sql.exec('INSERT OR REPLACE INTO bodies VALUES (?, ?)', key, body);
    return key;
  }
}
