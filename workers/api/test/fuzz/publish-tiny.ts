/**
 * Publishes tiny models, so that every operation has something to answer with, and gives to the pool what
 * publishing takes: manifests and blobs, of which some are stored, and some are not; statements; publishers.
 */

import { newPublisherKey, type PublisherKey, publicHalf, publisherKeyId } from '@comfy-edge/model';
import { sign } from '../support/publishers.ts';
import { makeTinyModel, type TinyModel, tinyEncoderGraph } from '../support/tiny-model.ts';
import type { FuzzRequest, Send } from './fuzz-request.ts';
import type { Pool } from './schema-values.ts';

export interface PublishingKeys {
  /** May publish. */
  readonly key: string;
  /** May list publishers. */
  readonly adminKey: string;
}

export async function publishTiny(send: Send, { key, adminKey }: PublishingKeys): Promise<Pool> {
  const plain = await makeTinyModel(1);
  const encoderGraph = tinyEncoderGraph;
  const whole = await makeTinyModel(2, undefined, { encoderGraph, directions: true });
  const withBlobs = await makeTinyModel(3);
  const loose = await makeTinyModel(4);
  const lacking = await makeTinyModel(5);
  const distrusted = await makeTinyModel(6);
  const ask = async (request: FuzzRequest) => {
    const headers = { Authorization: `Bearer ${key}`, ...request.headers };
    const { response } = await send({ ...request, headers });
    if (response.ok) return;
    throw new Error(`expected to publish, got ${response.status}: ${await response.text()}`);
  };
  const put = (request: Pick<FuzzRequest, 'path' | 'body' | 'headers'>) =>
    ask({ method: 'PUT', ...request });
  const asAdmin = { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json' };
  const list = async (): Promise<{ publisher: PublisherKey; id: string }> => {
    const publisher = await newPublisherKey();
    const body = JSON.stringify({ name: 'fuzzer', key: publicHalf(publisher) });
    await ask({ method: 'POST', path: '/v1/publishers', headers: asAdmin, body });
    return { publisher, id: await publisherKeyId(publisher) };
  };
  const { publisher } = await list();
  const stolen = await list();
  const putBlobs = async ({ blobs }: TinyModel) => {
    for (const [sha256, blob] of blobs) {
      const headers = { 'Content-Type': 'application/octet-stream' };
      await put({ path: `/v1/blobs/${sha256}`, headers, body: new Uint8Array(blob) });
    }
  };
  const headers = { 'Content-Type': 'application/json' };
  const putVersion = async (name: string, version: TinyModel, key: PublisherKey = publisher) => {
    const { digest } = version;
    const statement = await sign({ model: name, digest, key });
    await put({
      path: `/v1/models/${name}/versions/${digest}`,
      headers: { ...headers, 'Comfy-Publication': statement },
      body: new Uint8Array(version.manifestBytes),
    });
    return statement;
  };
  const create = (name: string, alias: string, { digest }: TinyModel) =>
    put({
      path: `/v1/models/${name}/aliases/${alias}`,
      headers: { ...headers, 'If-None-Match': '*' },
      body: JSON.stringify({ digest }),
    });
  const move = (name: string, alias: string, revision: number, { digest }: TinyModel) =>
    put({
      path: `/v1/models/${name}/aliases/${alias}`,
      headers: { ...headers, 'If-Match': `"${revision}"` },
      body: JSON.stringify({ digest, force: true, reason: 'to and fro' }),
    });
  const statements: string[] = [];
  const publish = async (name: string, latest: TinyModel) => {
    for (const version of [plain, whole]) statements.push(await putVersion(name, version));
    await create(name, 'latest', latest);
    // One that may go back twice.
    await create(name, 'turned', plain);
    await move(name, 'turned', 1, whole);
    await move(name, 'turned', 2, plain);
    // Aliases whose gate nothing passes, one with a canary, and one that nobody may move to again.
    for (const alias of ['split', 'strict']) await create(name, alias, plain);
    const path = `/v1/models/${name}/aliases`;
    const canary = JSON.stringify({ digest: whole.digest, percent: 50 });
    await put({ path: `${path}/split/canary`, headers, body: canary });
    const rules = JSON.stringify({ rules: [{ metric: 'cas', better: 'higher', limit: 1 }] });
    for (const alias of ['split', 'strict']) {
      await put({ path: `${path}/${alias}/policy`, headers, body: rules });
    }
    await putVersion(name, distrusted, stolen.publisher);
    await create(name, 'distrusted', distrusted);
  };
  await putBlobs(plain);
  await putBlobs(whole);
  await putBlobs(distrusted);
  // Of whatever model a version is asked for, it is there.
  await publish('tiny', plain);
  await publish('tiny-seeing', whole);
  await ask({ method: 'DELETE', path: `/v1/publishers/${stolen.id}`, headers: asAdmin });
  await putBlobs(withBlobs);
  // The blobs of the last are nowhere, so that its version can never be stored.
  const withFiles = [plain, whole, withBlobs, loose];
  const models = [...withFiles, lacking, lacking];
  return {
    digest: [...models, distrusted].map((it) => it.digest),
    'Comfy-Publication': statements,
    PublicKey: [publicHalf(publisher), publicHalf(stolen.publisher)],
    publisher: [(await list()).id, (await list()).id, 'A'.repeat(43)],
    cursor: [btoa('3'), btoa('999999')],
    percent: [1, 50, 99],
    // What their canonical form is read from and written to, field by field in the same order.
    Manifest: models.map((it) => JSON.parse(new TextDecoder().decode(it.manifestBytes))),
    sha256: models.flatMap(({ blobs }) => [...blobs.keys()]),
    'application/octet-stream': withFiles.flatMap(({ blobs }) => [...blobs.values()]),
  };
}
