/** Publishing against the real Worker: interrupted anywhere, repeated, raced. */
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { ComfyEdge, ConflictError, type Fetch, PermissionError } from '@comfy-edge/sdk';
import {
  type PublishStep,
  publishDirectory as publishSigned,
  readPublished,
} from '@comfy-edge/trainer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signNext } from '../../trainer/src/publish/sign-next.ts';
import { writeTinyModel } from '../../trainer/src/publish/tiny-model.fixture.ts';
import { type LocalWorker, startLocalWorker } from './local-worker.ts';

let worker: LocalWorker;
let client: ComfyEdge;
let directories: readonly [string, string, string];
let digests: readonly [string, string, string];

beforeAll(async () => {
  worker = await startLocalWorker();
  client = clientWith(fetch);
  const path = (seed: number) => join(worker.directory, `tiny-${seed}`);
  directories = [path(1), path(2), path(3)];
  digests = [
    await writeTinyModel(directories[0], 1),
    await writeTinyModel(directories[1], 2),
    await writeTinyModel(directories[2], 3),
  ];
}, 60_000);

afterAll(() => worker.close());

function clientWith(fetch: Fetch, apiKey = worker.publisherKey): ComfyEdge {
  return new ComfyEdge({ baseUrl: worker.url, apiKey, fetch, maxRetries: 0 });
}

/** By the publisher whose signature is believed. */
function publishDirectory(options: Omit<Parameters<typeof publishSigned>[0], 'signing'>) {
  return publishSigned({ ...options, signing: worker.signing });
}

/** What a reader gets from the alias: the version that made the image. */
async function generatedBy(model: string): Promise<string> {
  const { digest } = await client.images.generate({ model, class: 'star', seed: 1 });
  return digest;
}

test('a published model can be generated from, and publishing it again changes nothing', async () => {
  const publish = async () => {
    const steps: PublishStep[] = [];
    const onProgress = (step: PublishStep) => steps.push(step);
    const result = await publishDirectory({
      ...{ directory: directories[0], model: 'again', client, onProgress },
    });
    return { result, steps };
  };
  const [blob] = (await readPublished(directories[0])).blobs;
  const first = await publish();
  expect(first.result).toEqual({ model: 'again', alias: 'latest', digest: digests[0] });
  expect(first.steps).toMatchObject([
    { step: 'blob', name: 'generator.safetensors', sha256: blob?.sha256, created: true },
    { step: 'version', digest: digests[0], created: true },
    { step: 'alias', alias: 'latest', digest: digests[0], moved: true },
  ]);
  expect(await generatedBy('again')).toBe(digests[0]);
  const second = await publish();
  expect(second.result.previous).toBe(digests[0]);
  expect(second.steps).toMatchObject([{ created: false }, { created: false }, { moved: false }]);
});

test('cut off before or after any request, a reader sees a whole version and a repeat completes it', async () => {
  let requests = 0;
  const counting: Fetch = (url, init) => {
    requests += 1;
    return fetch(url, init);
  };
  await publishDirectory({ directory: directories[0], model: 'cut', client });
  await publishDirectory({ directory: directories[1], model: 'cut', client: clientWith(counting) });
  expect(requests).toBeGreaterThanOrEqual(4);

  for (let last = 1; last <= requests; last++) {
    for (const arrives of [false, true]) {
      const model = `cut-${last}-${arrives ? 'after' : 'before'}`;
      await publishDirectory({ directory: directories[0], model, client });
      let sent = 0;
      const dying: Fetch = async (url, init) => {
        sent += 1;
        if (sent < last) return fetch(url, init);
        if (sent === last && arrives) await (await fetch(url, init)).arrayBuffer();
        throw new TypeError('the publisher is gone');
      };
      const publish = publishDirectory({
        ...{ directory: directories[1], model, client: clientWith(dying) },
      });
      await expect(publish).rejects.toThrow('the publisher is gone');
      const moved = last === requests && arrives;
      expect(await generatedBy(model), model).toBe(digests[moved ? 1 : 0]);
      for (const { digest } of (await client.models.get(model)).versions) {
        expect(await generatedBy(`${model}@${digest}`)).toBe(digest);
      }
      await publishDirectory({ directory: directories[1], model, client });
      expect(await generatedBy(model), model).toBe(digests[1]);
    }
  }
}, 60_000);

test('an upload that stops in the middle of a blob leaves no blob behind', async () => {
  const directory = join(worker.directory, 'tiny-4');
  const digest = await writeTinyModel(directory, 4);
  const { digest: version, blobs, manifestBytes } = await readPublished(directory);
  const signed = { client, model: 'half', digest: version, ...worker.signing };
  const publication = await signNext(signed);
  const [blob] = blobs;
  if (blob === undefined) throw new Error('expected a blob, got none');
  const upload = httpRequest(`${worker.url}/v1/blobs/${blob.sha256}`, {
    method: 'PUT',
    headers: {
      ...{ authorization: `Bearer ${worker.publisherKey}` },
      ...{ 'content-type': 'application/octet-stream', 'content-length': blob.bytes.length },
    },
  });
  upload.write(blob.bytes.subarray(0, 100), () => setTimeout(() => upload.destroy(), 100));
  await expect(once(upload, 'response')).rejects.toThrow('socket hang up');
  const publish = client.models.putVersion('half', digest, {
    manifest: manifestBytes,
    publication,
  });
  await expect(publish).rejects.toMatchObject({ name: 'ConflictError', code: 'blob_missing' });
  await publishDirectory({ directory, model: 'half', client });
  expect(await generatedBy('half')).toBe(digest);
});

test('an alias that another publisher moves meanwhile is left to them', async () => {
  const model = 'raced';
  await publishDirectory({ directory: directories[0], model, client });
  const overtaken: Fetch = async (url, init) => {
    if (init.method === 'PUT' && url.includes('/aliases/')) {
      await publishDirectory({ directory: directories[2], model, client });
    }
    return fetch(url, init);
  };
  const options = { directory: directories[1], model, client: clientWith(overtaken) };
  const error = await publishDirectory(options).catch((caught) => caught);
  expect(error).toBeInstanceOf(ConflictError);
  expect(error.message).toContain(`to point at ${digests[0]} still, got ${digests[2]}`);
  expect(await generatedBy(model)).toBe(digests[2]);
  expect(await generatedBy(`${model}@${digests[1]}`)).toBe(digests[1]);
  await publishDirectory({ directory: directories[1], model, client });
  expect(await generatedBy(model)).toBe(digests[1]);
});

test('two publishers of one version both succeed; of two versions one wins and one is told', async () => {
  const same = { directory: directories[0], client };
  await Promise.all([
    publishDirectory({ ...same, model: 'twice' }),
    publishDirectory({ ...same, model: 'twice' }),
  ]);
  expect(await generatedBy('twice')).toBe(digests[0]);
  const race = await Promise.allSettled([
    publishDirectory({ ...same, model: 'race' }),
    publishDirectory({ ...same, model: 'race', directory: directories[1] }),
  ]);
  const winners = race.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []));
  for (const it of race)
    if (it.status === 'rejected') expect(it.reason).toBeInstanceOf(ConflictError);
  expect(winners.map(({ digest }) => digest)).toContain(await generatedBy('race'));
});

test('an abort between the steps stops there', async () => {
  const controller = new AbortController();
  const publish = publishDirectory({
    ...{ directory: directories[0], model: 'aborted', client, signal: controller.signal },
    onProgress: ({ step }) => {
      if (step === 'version') controller.abort(new Error('Ctrl-C'));
    },
  });
  await expect(publish).rejects.toThrow('Ctrl-C');
  expect((await client.models.get('aborted')).aliases).toEqual([]);
});

test('a key that may only generate cannot publish', async () => {
  const generator = clientWith(fetch, worker.generatorKey);
  const publish = publishDirectory({ directory: directories[0], model: 'no', client: generator });
  await expect(publish).rejects.toBeInstanceOf(PermissionError);
});
