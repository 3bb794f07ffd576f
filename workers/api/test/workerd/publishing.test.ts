/** Publishing is atomic for readers, repeatable for publishers, and damage never gets through. */

import { env } from 'cloudflare:workers';
import { type Graph, type Node, sha256Hex } from '@comfy-edge/model';
import { describe, expect, test } from 'vitest';
import { type Answer, Client, freshClient, problemOf } from '../support/client.ts';
import { makeTinyModel, type TinyModel } from '../support/tiny-model.ts';

const edge = new Client();
const create = { 'If-None-Match': '*' };

function onlyBlob({ blobs }: TinyModel): readonly [string, Uint8Array] {
  const [first] = blobs;
  if (first === undefined) throw new Error('expected a blob, got none');
  return first;
}

/** What a reader of the alias gets. */
async function readerSees(model: string): Promise<string> {
  const { response, outcome } = await freshClient().generate({ model, class: 0, seed: 1 });
  return response.ok ? `${response.headers.get('comfy-model-digest')}` : outcome;
}

async function aliasTag(model: string): Promise<string> {
  const { response } = await edge.send(`/v1/models/${model}/aliases/latest`);
  return response.headers.get('etag') ?? '';
}

type Step = 'blob' | 'version' | 'alias';

/** All orders of all subsets of the steps. */
function interruptedOrders(steps: readonly Step[]): Step[][] {
  const longer = steps.flatMap((step) =>
    interruptedOrders(steps.filter((it) => it !== step)).map((rest) => [step, ...rest]),
  );
  return [[], ...longer];
}

const orders = interruptedOrders(['blob', 'version', 'alias']).map((order, index) => ({
  order,
  index,
}));

test.each(orders)('steps $order show the old version or all of the new one', async ({
  order,
  index,
}) => {
  const model = `order-${index}`;
  const old = await edge.publish(model, 1);
  // Versions of their own, so that no blob is there already.
  const next = await makeTinyModel(1000 + index);
  const [sha256, bytes] = onlyBlob(next);
  const steps: Record<Step, () => Promise<Answer>> = {
    blob: () => edge.putBlob(sha256, bytes),
    version: () => edge.putVersion(model, next.digest, next.manifestBytes),
    alias: async () =>
      edge.putAlias(model, 'latest', next.digest, { 'If-Match': await aliasTag(model) }),
  };
  const inOrder = ['blob', 'version', 'alias'].join();
  for (const [i, step] of order.entries()) {
    const { response } = await steps[step]();
    const done = order.slice(0, i + 1);
    const complete = done.join() === inOrder;
    expect(await readerSees(model)).toBe(complete ? next.digest : old.digest);
    // A step before its predecessor is refused.
    expect(response.ok).toBe(isAllowed(done));
  }
  // Whatever was done, publishing again completes it.
  await edge.publish(model, 1000 + index);
  expect(await readerSees(model)).toBe(next.digest);
});

/** Whether the last of the steps had what it needs. */
function isAllowed(done: readonly Step[]): boolean {
  const accepted = new Set<Step>();
  let allowed = false;
  for (const step of done) {
    allowed =
      step === 'blob' ||
      (step === 'version' && accepted.has('blob')) ||
      (step === 'alias' && accepted.has('version'));
    if (allowed) accepted.add(step);
  }
  return allowed;
}

test('a model without an alias cannot be generated from, but by digest', async () => {
  const model = await makeTinyModel(20);
  await edge.putBlob(...onlyBlob(model));
  await edge.putVersion('unaliased', model.digest, model.manifestBytes);
  expect(await readerSees('unaliased')).toBe('generateImages 404 alias_not_found');
  expect(await readerSees(`unaliased@${model.digest}`)).toBe(model.digest);
});

test('of two publishers that move the same alias, one is told to look again', async () => {
  await edge.publish('raced', 30);
  const etag = await aliasTag('raced');
  const versions = await Promise.all([31, 32, 33].map((seed) => makeTinyModel(seed)));
  for (const version of versions) {
    await edge.putBlob(...onlyBlob(version));
    await edge.putVersion('raced', version.digest, version.manifestBytes);
  }
  const answers = await Promise.all(
    versions.map(({ digest }) => edge.putAlias('raced', 'latest', digest, { 'If-Match': etag })),
  );
  const outcomes = answers.map(({ outcome }) => outcome).sort();
  expect(outcomes).toEqual([
    'putModelAlias 200 application/json',
    'putModelAlias 412 precondition_failed',
    'putModelAlias 412 precondition_failed',
  ]);
  const winner = versions[answers.findIndex(({ response }) => response.ok)];
  expect(await readerSees('raced')).toBe(winner?.digest);
});

test('of two publishers that create the same alias, one is told that it is there', async () => {
  const { digest, ...version } = await makeTinyModel(40);
  await edge.putBlob(...onlyBlob({ digest, ...version }));
  await edge.putVersion('created', digest, version.manifestBytes);
  const answers = await Promise.all(
    [0, 1].map(() => edge.putAlias('created', 'latest', digest, create)),
  );
  expect(answers.map(({ response }) => response.status).sort()).toEqual([201, 412]);
});

test('a manifest of another spelling is not canonical and is refused', async () => {
  const { manifestBytes } = await makeTinyModel(1);
  const spaced = new TextEncoder().encode(`${new TextDecoder().decode(manifestBytes)} `);
  const answer = await edge.putVersion('tiny', await sha256Hex(spaced), spaced);
  expect(await problemOf(answer)).toMatchObject({ code: 'invalid_manifest', pointer: '' });
});

test('a version whose weights are not its own is refused', async () => {
  const model = await makeTinyModel(60);
  const blob = new TextEncoder().encode('these are no weights');
  const [sha256] = onlyBlob(model);
  const swapped = new TextDecoder()
    .decode(model.manifestBytes)
    .replace(sha256, await sha256Hex(blob))
    .replace(/"sizeBytes":\d+/, `"sizeBytes":${blob.length}`);
  await edge.putBlob(await sha256Hex(blob), blob);
  const bytes = new TextEncoder().encode(swapped);
  const { outcome } = await edge.putVersion('swapped', await sha256Hex(bytes), bytes);
  expect(outcome).toBe('putModelVersion 422 invalid_manifest');
  const { outcome: read } = await edge.send('/v1/models/swapped');
  expect(read).toBe('getModel 404 model_not_found');
});

describe('a model that an isolate could not run is refused with the figures', () => {
  /** A square image after `filters`×`filters` weights a tap. */
  const graphOf = (side: number, filters: number): Graph => {
    const convolution = (id: string, input: string, channels: number): Node => ({
      op: 'conv2d',
      id,
      input,
      filters: channels,
      kernel: [3, 3],
      stride: 1,
      padding: 'same',
      bias: 'none',
      gain: 'none',
    });
    return {
      classCount: 3,
      nodes: [
        { op: 'input', id: 'z', shape: [8] },
        { op: 'dense', id: 'dense', input: 'z', units: side * side, bias: 'none', gain: 'none' },
        { op: 'reshape', id: 'grid', input: 'dense', shape: [side, side, 1] },
        convolution('wide', 'grid', filters),
        convolution('wider', 'wide', filters),
        convolution('pixels', 'wider', 3),
      ],
    };
  };

  async function refusal(graph: Graph, edit = (manifest: string) => manifest) {
    const { blobs, manifestBytes } = await makeTinyModel(70, graph);
    for (const [sha256, blob] of blobs) await edge.putBlob(sha256, blob);
    const bytes = new TextEncoder().encode(edit(new TextDecoder().decode(manifestBytes)));
    return problemOf(await edge.putVersion('huge', await sha256Hex(bytes), bytes));
  }

  test('multiply-adds', async () => {
    const widen = (manifest: string) => manifest.replaceAll('"filters":38', '"filters":48');
    expect(await refusal(graphOf(256, 38), widen)).toMatchObject({
      code: 'invalid_manifest',
      detail: expect.stringMatching(/at most 1000000000 multiply-adds, got \d{10}$/),
    });
  });

  test('memory', async () => {
    expect(await refusal(graphOf(8, 544))).toMatchObject({
      code: 'invalid_manifest',
      detail: expect.stringMatching(/at most 41943040 bytes, got \d{8}: \d+ of packed weights/),
    });
  });
});

describe('damage in storage', () => {
  const damages: Record<string, (bytes: Uint8Array) => Uint8Array | undefined> = {
    'a flipped bit': (bytes) => bytes.with(bytes.length - 1, (bytes.at(-1) ?? 0) ^ 1),
    'a truncated blob': (bytes) => bytes.slice(0, bytes.length / 2),
    'an empty blob': () => new Uint8Array(0),
    'a longer blob': (bytes) => new Uint8Array([...bytes, 0]),
    'a missing blob': () => undefined,
  };

  test.each(
    Object.entries(damages),
  )('%s is refused, not kept, and repaired', async (what, damage) => {
    const name = `hurt-${Object.keys(damages).indexOf(what)}`;
    const model = await edge.publish(name, 100 + Object.keys(damages).indexOf(what));
    const [sha256, bytes] = onlyBlob(model);
    const reader = freshClient();
    const generate = () => reader.generate({ model: name, class: 0, seed: 1 });

    const damaged = damage(bytes);
    if (damaged === undefined) await env.MODELS.delete(`blobs/${sha256}`);
    else await env.MODELS.put(`blobs/${sha256}`, damaged);
    for (let attempt = 0; attempt < 2; attempt++) {
      const { response, outcome } = await generate();
      expect(outcome).toBe('generateImages 503 model_unavailable');
      expect(response.headers.get('retry-after')).toBe('2');
    }

    // Publishing again repairs what is damaged, and the very next request works.
    expect((await edge.putBlob(sha256, bytes)).response.status).toBe(201);
    expect((await generate()).outcome).toBe('generateImages 200 image/png');
  });

  test('a damaged blob does not let a version be published', async () => {
    const model = await makeTinyModel(200);
    const [sha256, bytes] = onlyBlob(model);
    await env.MODELS.put(`blobs/${sha256}`, bytes.with(0, 255));
    const { outcome } = await edge.putVersion('late', model.digest, model.manifestBytes);
    expect(outcome).toBe('putModelVersion 409 blob_missing');
  });

  test('an isolate that holds the model goes on', async () => {
    const model = await edge.publish('held', 400);
    const reader = freshClient();
    const generate = () => reader.generate({ model: 'held', class: 0, seed: 1 });
    const before = await (await generate()).response.arrayBuffer();
    await env.MODELS.delete(`blobs/${onlyBlob(model)[0]}`);
    expect(await (await generate()).response.arrayBuffer()).toEqual(before);
  });
});
