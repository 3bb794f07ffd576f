/**
 * Who may sign what this deployment serves, held against the attacks that The Update Framework lists
 * (https://theupdateframework.github.io/specification/latest/#goals-to-protect-against-specific-attacks).
 * The attacker has a key that may publish, all statements that were ever sent, and every blob and manifest;
 * what is missing is a publisher's key, unless it says so. `docs/attacks.md` is this table.
 */

import { env } from 'cloudflare:workers';
import { newPublisherKey, publicHalf, publisherKeyId } from '@comfy-edge/model';
import { describe, expect, test } from 'vitest';
import { type Answer, Client, freshClient } from '../support/client.ts';
import { nextCounter, sign } from '../support/publishers.ts';
import { adminKey, modelsKey } from '../support/test-keys.ts';
import { makeTinyModel, type TinyModel } from '../support/tiny-model.ts';

const edge = new Client();

interface Attack {
  readonly name: string;
  /** What the attacker does. */
  readonly how: string;
  /** @returns the last step, the one that counts */
  readonly prepare: (model: string) => Promise<() => Promise<Answer>>;
  readonly outcome: string;
}

const header = (token: string) => ({ 'Comfy-Publication': token });

async function upload(seed: number): Promise<TinyModel> {
  const version = await makeTinyModel(seed);
  for (const [sha256, bytes] of version.blobs) await edge.putBlob(sha256, bytes);
  return version;
}

async function put(model: string, version: TinyModel, token?: string): Promise<Answer> {
  const { digest, manifestBytes } = version;
  return edge.putVersion(model, digest, manifestBytes, token === undefined ? {} : header(token));
}

async function moveLatest(model: string, digest: string): Promise<Answer> {
  const { response } = await edge.send(`/v1/models/${model}/aliases/latest`);
  return edge.putAlias(model, 'latest', digest, { 'If-Match': response.headers.get('etag') ?? '' });
}

const hoursFromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/** A publisher that is listed, and its key. */
async function newPublisher() {
  const key = await newPublisherKey();
  await edge.post('/v1/publishers', { name: 'stolen', key: publicHalf(key) }, { key: adminKey });
  return { key, id: await publisherKeyId(key) };
}

const revoke = (id: string) =>
  edge.send(`/v1/publishers/${id}`, { method: 'DELETE', key: adminKey });

const attacks: readonly Attack[] = [
  {
    name: 'Arbitrary software installation',
    how: 'publishes a model of their own without a statement',
    async prepare(model) {
      const version = await upload(101);
      return () => put(model, version);
    },
    outcome: 'putModelVersion 422 statement_missing',
  },
  {
    name: 'Arbitrary software installation, signed',
    how: 'signs it with a key that nobody listed',
    async prepare(model) {
      const version = await upload(102);
      const key = await newPublisherKey();
      return async () => put(model, version, await sign({ model, digest: version.digest, key }));
    },
    outcome: 'putModelVersion 422 publisher_untrusted',
  },
  {
    name: 'Arbitrary software installation, impersonating',
    how: "signs it with a key of their own in a listed publisher's name",
    async prepare(model) {
      const version = await upload(103);
      const { id } = await newPublisher();
      const key = await newPublisherKey();
      return async () =>
        put(model, version, await sign({ model, digest: version.digest, key, publisher: id }));
    },
    outcome: 'putModelVersion 422 statement_invalid',
  },
  {
    name: 'Arbitrary software installation, no algorithm',
    how: 'says in the token that it needs no signature',
    async prepare(model) {
      const version = await upload(104);
      const [, payload] = (await sign({ model, digest: version.digest })).split('.');
      return () => put(model, version, `${btoa('{"alg":"none"}').replace(/=+$/, '')}.${payload}.`);
    },
    outcome: 'putModelVersion 422 statement_invalid',
  },
  {
    name: 'Rollback',
    how: 'sends the statement of an older version again, after it was deleted',
    async prepare(model) {
      const old = await upload(105);
      const token = await sign({ model, digest: old.digest });
      await put(model, old, token);
      await edge.publish(model, 106);
      const path = `/v1/models/${model}/versions/${old.digest}`;
      await edge.send(path, { method: 'DELETE', key: modelsKey });
      return () => put(model, old, token);
    },
    outcome: 'putModelVersion 409 statement_superseded',
  },
  {
    name: 'Rollback of the alias',
    how: 'points the alias at an older version, which is there still',
    async prepare(model) {
      const old = await upload(107);
      await put(model, old, await sign({ model, digest: old.digest }));
      await edge.publish(model, 108);
      return () => moveLatest(model, old.digest);
    },
    outcome: 'putModelAlias 409 older_version',
  },
  {
    name: 'Fast-forward',
    how: 'with a stolen publisher key takes the highest counter there is; the key is revoked, the next version signed by another',
    async prepare(model) {
      const { key, id } = await newPublisher();
      const bad = await upload(109);
      const counter = Number.MAX_SAFE_INTEGER;
      await put(model, bad, await sign({ model, digest: bad.digest, key, counter }));
      await revoke(id);
      const good = await upload(110);
      return async () => put(model, good, await sign({ model, digest: good.digest }));
    },
    outcome: 'putModelVersion 201 application/json',
  },
  {
    name: 'Indefinite freeze',
    how: 'holds a version back, and sends it when its statement has expired',
    async prepare(model) {
      const version = await upload(111);
      const times = { issuedAt: hoursFromNow(-2), expiresAt: hoursFromNow(-1) };
      return async () =>
        put(model, version, await sign({ model, digest: version.digest, ...times }));
    },
    outcome: 'putModelVersion 422 statement_expired',
  },
  {
    name: 'Indefinite freeze of the alias',
    how: 'publishes in time, and promotes when the statement has expired',
    async prepare(model) {
      const version = await upload(112);
      await put(model, version, await sign({ model, digest: version.digest }));
      const sql = 'UPDATE versions SET expires_at = ? WHERE model = ? AND digest = ?';
      await env.DB.prepare(sql).bind(Date.now(), model, version.digest).run();
      return () => moveLatest(model, version.digest);
    },
    outcome: 'putModelAlias 422 statement_expired',
  },
  {
    name: 'Statement from the future',
    how: 'signs, with a publisher that has a wrong clock, what is valid only later',
    async prepare(model) {
      const version = await upload(113);
      const times = { issuedAt: hoursFromNow(1), expiresAt: hoursFromNow(2) };
      return async () =>
        put(model, version, await sign({ model, digest: version.digest, ...times }));
    },
    outcome: 'putModelVersion 422 statement_expired',
  },
  {
    name: 'Mix and match: manifest',
    how: "sends one version's manifest with another's statement",
    async prepare(model) {
      const [version, other] = [await upload(114), await upload(115)];
      return async () => put(model, version, await sign({ model, digest: other.digest }));
    },
    outcome: 'putModelVersion 422 statement_invalid',
  },
  {
    name: 'Mix and match: model',
    how: 'sends a version under the name of another model, with its own statement',
    async prepare(model) {
      const version = await upload(116);
      return async () =>
        put(model, version, await sign({ model: `${model}-x`, digest: version.digest }));
    },
    outcome: 'putModelVersion 422 statement_invalid',
  },
  {
    name: 'Mix and match: blobs',
    how: "sends a signed manifest that was edited to name another version's blob",
    async prepare(model) {
      const [version, other] = [await upload(117), await upload(118)];
      const [[mine = '']] = [...version.blobs] as [[string, Uint8Array]];
      const [[theirs = '']] = [...other.blobs] as [[string, Uint8Array]];
      const edited = new TextDecoder().decode(version.manifestBytes).replace(mine, theirs);
      const token = await sign({ model, digest: version.digest });
      return () => edge.putVersion(model, version.digest, edited, header(token));
    },
    outcome: 'putModelVersion 422 digest_mismatch',
  },
  {
    name: 'Wrong bytes under a blob’s name',
    how: 'uploads other bytes under the digest that a manifest names',
    async prepare() {
      const [[sha256 = '']] = [...(await makeTinyModel(119)).blobs] as [[string, Uint8Array]];
      return () => edge.putBlob(sha256, new TextEncoder().encode('not these'));
    },
    outcome: 'putBlob 422 digest_mismatch',
  },
  {
    name: 'Key compromise',
    how: 'signs with a stolen publisher key, after it was revoked',
    async prepare(model) {
      const { key, id } = await newPublisher();
      await revoke(id);
      const version = await upload(120);
      return async () => put(model, version, await sign({ model, digest: version.digest, key }));
    },
    outcome: 'putModelVersion 422 publisher_untrusted',
  },
  {
    name: 'Key compromise, already published',
    how: 'promotes what a stolen key had signed before it was revoked',
    async prepare(model) {
      const { key, id } = await newPublisher();
      const version = await upload(121);
      await put(model, version, await sign({ model, digest: version.digest, key }));
      await revoke(id);
      return () => moveLatest(model, version.digest);
    },
    outcome: 'putModelAlias 422 publisher_untrusted',
  },
  {
    name: 'Key compromise, listed again',
    how: 'has the revoked key listed again',
    async prepare() {
      const { key, id } = await newPublisher();
      await revoke(id);
      const body = { name: 'honest', key: publicHalf(key) };
      return () => edge.post('/v1/publishers', body, { key: adminKey });
    },
    outcome: 'addPublisher 422 publisher_untrusted',
  },
  {
    name: 'Privilege: who may list publishers',
    how: 'lists a publisher of their own, with a key that may publish',
    async prepare() {
      const body = { name: 'me', key: publicHalf(await newPublisherKey()) };
      return () => edge.post('/v1/publishers', body, { key: modelsKey });
    },
    outcome: 'addPublisher 403 insufficient_scope',
  },
  {
    name: 'Endless data',
    how: 'sends a manifest larger than any',
    async prepare(model) {
      const digest = '0'.repeat(64);
      const token = await sign({ model, digest });
      return () => edge.putVersion(model, digest, new Uint8Array(2 ** 20 + 1), header(token));
    },
    outcome: 'putModelVersion 413 payload_too_large',
  },
  {
    name: 'Unsigned versions of former times',
    how: 'promotes what was published while the deployment took unsigned versions',
    async prepare(model) {
      const { digest, manifestBytes } = await upload(122);
      const lenient = freshClient({ ...env, UNSIGNED_MODELS: 'true' });
      await lenient.putVersion(model, digest, manifestBytes, {});
      return () => moveLatest(model, digest);
    },
    outcome: 'putModelAlias 422 statement_missing',
  },
];

async function readersGet(model: string): Promise<string | null> {
  const { response } = await freshClient().generate({ model, class: 0, seed: 1 });
  return response.headers.get('comfy-model-digest');
}

describe('an attack fails, and readers get what they got', () => {
  test.each(attacks)('$name: $how', async ({ prepare, outcome, name }) => {
    const model = `attacked-${attacks.findIndex((it) => it.name === name)}`;
    await edge.publish(model, 100);
    const strike = await prepare(model);
    const before = await readersGet(model);
    expect((await strike()).outcome).toBe(outcome);
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    expect(await readersGet(model)).toBe(before);
  });
});

describe('what is no attack goes on', () => {
  test('a key is rotated: the new one signs what the old one had signed, and that serves on', async () => {
    const old = await newPublisher();
    const version = await upload(130);
    const model = 'rotated';
    const { digest } = version;
    await put(model, version, await sign({ model, digest, key: old.key }));
    await edge.putAlias(model, 'latest', digest, { 'If-None-Match': '*' });
    const next = await newPublisher();
    const { response } = await revoke(old.id);
    expect(await response.json()).toMatchObject({
      serving: [{ model, digest, user: 'alias latest' }],
    });
    expect(await readersGet(model)).toBe(digest);
    expect((await moveLatest(model, digest)).outcome).toBe('putModelAlias 422 publisher_untrusted');
    await put(model, version, await sign({ model, digest, key: next.key }));
    expect((await moveLatest(model, digest)).outcome).toBe('putModelAlias 200 application/json');
  });

  test('of publishers that sign the same counter at once, one is told to sign again', async () => {
    const model = 'counted';
    const versions = await Promise.all([131, 132, 133].map(upload));
    const counter = nextCounter();
    const answers = await Promise.all(
      versions.map(async (it) => put(model, it, await sign({ model, digest: it.digest, counter }))),
    );
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual([
      'putModelVersion 201 application/json',
      'putModelVersion 409 statement_superseded',
      'putModelVersion 409 statement_superseded',
    ]);
    const late = answers.find(({ response }) => response.status === 409);
    expect(await late?.response.json()).toMatchObject({ counter });
  });
});

test('docs/attacks.md is this table; vitest -u writes it', async () => {
  const rows = attacks.map(({ name, how, outcome }) => `| ${name} | ${how} | \`${outcome}\` |`);
  await expect(page(rows)).toMatchFileSnapshot('../../../../docs/attacks.md');
});

function page(rows: readonly string[]): string {
  return `# What an attacker can sign, send and serve

A version is believed because a listed publisher signed a statement about it: model, digest, counter, expiry
(\`packages/model/src/publication\`). Here is what that is worth against the attacks that The Update Framework
names. The attacker has an API key with the scope \`models:write\`, every statement that was ever sent, and every
blob and manifest, but no publisher's key, unless it says so. \`workers/api/test/workerd/attacks.test.ts\` tries
each of them on the real Worker, checks that readers go on getting what they got, and writes this page.

| Attack | The attacker … | What comes of it |
| --- | --- | --- |
${rows.join('\n')}

What such an API key can do: move an alias among versions that were signed and have not expired, an older one or
one below the gate only with a reason that stays in the audit log, and roll back. It cannot bring in a version that
nobody signed, nor bring back one that was deleted.
`;
}
