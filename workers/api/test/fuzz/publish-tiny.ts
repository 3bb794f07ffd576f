/**
 * Publishes tiny models, so that every operation has something to answer with, and gives to the pool what
 * publishing takes: manifests and blobs, of which some are stored, and some are not.
 */

import { makeTinyModel, type TinyModel, tinyEncoderGraph } from '../support/tiny-model.ts';
import type { FuzzRequest, Send } from './fuzz-request.ts';
import type { Pool } from './schema-values.ts';

/** @param key may publish */
export async function publishTiny(send: Send, key: string): Promise<Pool> {
  const plain = await makeTinyModel(1);
  const encoderGraph = tinyEncoderGraph;
  const whole = await makeTinyModel(2, undefined, { encoderGraph, directions: true });
  const withBlobs = await makeTinyModel(3);
  const loose = await makeTinyModel(4);
  const lacking = await makeTinyModel(5);
  const put = async (request: Pick<FuzzRequest, 'path' | 'body' | 'headers'>) => {
    const headers = { Authorization: `Bearer ${key}`, ...request.headers };
    const { response } = await send({ method: 'PUT', ...request, headers });
    if (response.ok) return;
    throw new Error(`expected to publish, got ${response.status}: ${await response.text()}`);
  };
  const putBlobs = async ({ blobs }: TinyModel) => {
    for (const [sha256, blob] of blobs) {
      const headers = { 'Content-Type': 'application/octet-stream' };
      await put({ path: `/v1/blobs/${sha256}`, headers, body: new Uint8Array(blob) });
    }
  };
  const headers = { 'Content-Type': 'application/json' };
  const publish = async (name: string, latest: TinyModel) => {
    for (const { digest, manifestBytes } of [plain, whole]) {
      const body = new Uint8Array(manifestBytes);
      await put({ path: `/v1/models/${name}/versions/${digest}`, headers, body });
    }
    await put({
      path: `/v1/models/${name}/aliases/latest`,
      headers: { ...headers, 'If-None-Match': '*' },
      body: JSON.stringify({ digest: latest.digest }),
    });
  };
  await putBlobs(plain);
  await putBlobs(whole);
  // Of whatever model a version is asked for, it is there.
  await publish('tiny', plain);
  await publish('tiny-seeing', whole);
  await putBlobs(withBlobs);
  // The blobs of the last are nowhere, so that its version can never be stored.
  const withFiles = [plain, whole, withBlobs, loose];
  const models = [...withFiles, lacking];
  return {
    digest: models.map((it) => it.digest),
    // What their canonical form is read from and written to, field by field in the same order.
    Manifest: models.map((it) => JSON.parse(new TextDecoder().decode(it.manifestBytes))),
    sha256: models.flatMap(({ blobs }) => [...blobs.keys()]),
    'application/octet-stream': withFiles.flatMap(({ blobs }) => [...blobs.values()]),
  };
}
