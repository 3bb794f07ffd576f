/**
 * A publisher's requests, with R2 or D1 failing at each of their awaits, before or after it did what it was
 * asked: the client is told so, nothing is half-written, and the same request again completes it.
 */

import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { type Answer, Client, freshClient } from '../support/client.ts';
import { type AtAwait, watchedBucket, watchedDatabase } from '../support/interleave.ts';
import { publicationOf } from '../support/publishers.ts';
import { bootstrapKey } from '../support/test-keys.ts';
import { makeTinyModel, type TinyModel } from '../support/tiny-model.ts';

const edge = new Client();
const pathOf = (model: string) => `/v1/models/${model}/aliases/latest`;

interface State {
  readonly model: string;
  /** The one that is being published. */
  readonly version: TinyModel;
  /** The version's statement, the same each time. */
  readonly publication: Record<string, string>;
  /** Of the alias, as it was read. */
  readonly etag: string;
}

const put = (client: Client, path: string, body: BodyInit, headers: Record<string, string>) =>
  client.send(path, { method: 'PUT', key: bootstrapKey, body, headers });
const json = { 'Content-Type': 'application/json' };

/** The deployment's own key is let in without a look-up, so that each await is the request's own. */
const requests: Record<string, (client: Client, state: State) => Promise<Answer>> = {
  putBlob: (client, { version }) => {
    const [[sha256 = '', bytes = new Uint8Array(0)]] = [...version.blobs] as [[string, Uint8Array]];
    const headers = { 'Content-Type': 'application/octet-stream' };
    return put(client, `/v1/blobs/${sha256}`, new Uint8Array(bytes), headers);
  },
  putModelVersion: (client, { model, version, publication }) => {
    const path = `/v1/models/${model}/versions/${version.digest}`;
    return put(client, path, new Uint8Array(version.manifestBytes), { ...json, ...publication });
  },
  putModelAlias: (client, { model, version, etag }) => {
    const body = JSON.stringify({ digest: version.digest });
    return put(client, pathOf(model), body, { ...json, 'If-Match': etag });
  },
  rollBackAlias: (client, { model, etag }) =>
    client.send(`${pathOf(model)}/rollback`, {
      ...{ method: 'POST', key: bootstrapKey, body: '{}' },
      headers: { ...json, 'If-Match': etag },
    }),
  deleteModelVersion: (client, { model, version }) =>
    client.send(`/v1/models/${model}/versions/${version.digest}`, {
      ...{ method: 'DELETE', key: bootstrapKey },
    }),
};

let seed = 5000;

/** A model with two versions served one after the other, and a third that is ready for the request. */
async function prepare(request: string, model: string): Promise<State> {
  await edge.publish(model, 5001);
  await edge.publish(model, 5002);
  const version = await makeTinyModel(seed++);
  const publication = await publicationOf(model, version.digest);
  if (request !== 'putBlob') {
    for (const [sha256, bytes] of version.blobs) await edge.putBlob(sha256, bytes);
  }
  if (request !== 'putBlob' && request !== 'putModelVersion') {
    await edge.putVersion(model, version.digest, version.manifestBytes, publication);
  }
  const { response } = await edge.send(pathOf(model));
  return { model, version, publication, etag: response.headers.get('etag') ?? '' };
}

function watchedClient(atAwait: AtAwait): Client {
  const bindings = {
    DB: watchedDatabase(env.DB, atAwait),
    MODELS: watchedBucket(env.MODELS, atAwait),
  };
  return freshClient({ ...env, ...bindings });
}

/** An alias, its history and the audit log tell the same story, and what is served can be generated from. */
async function expectConsistent(model: string): Promise<void> {
  const one = async (sql: string) => (await env.DB.prepare(sql).bind(model).all()).results;
  const [alias] = await one('SELECT revision, digest FROM aliases WHERE model = ?');
  const history = await one(
    'SELECT revision, digest FROM alias_history WHERE model = ? ORDER BY revision DESC',
  );
  expect(history[0]).toEqual(alias);
  const told = "SELECT 1 FROM audit WHERE model = ? AND action LIKE 'alias.%'";
  expect(await one(told)).toHaveLength(history.length);
  for (const { key } of await one('SELECT key FROM version_objects WHERE model = ?')) {
    expect(await env.MODELS.head(`${key}`), `${key}`).not.toBeNull();
  }
  const { outcome } = await freshClient().generate({ model });
  expect(outcome).toBe('generateImages 200 image/png');
}

test.each(Object.entries(requests))('%s', async (name, ask) => {
  let awaits = 0;
  const counting = watchedClient(() => {
    awaits += 1;
  });
  const whole = await ask(counting, await prepare(name, `${name.toLowerCase()}-whole`));
  expect(whole.response.ok).toBe(true);
  expect(awaits).toBeGreaterThanOrEqual(2);
  for (let wanted = 1; wanted <= awaits; wanted++) {
    const model = `${name.toLowerCase()}-${wanted}`;
    const state = await prepare(name, model);
    let seen = 0;
    const failing = watchedClient(() => {
      seen += 1;
      if (seen === wanted) throw new Error('internal error 10001');
    });
    const answer = await ask(failing, state);
    expect(answer.outcome, `${wanted} of ${awaits}`).toBe(`${name} 503 storage_unavailable`);
    await expectConsistent(model);
    // Again: done now, or found to have been done although nobody heard of it.
    const { response, outcome } = await ask(edge, state);
    if (!response.ok) expect(outcome).toMatch(/412 precondition_failed|404 version_not_found/);
    await expectConsistent(model);
  }
});
