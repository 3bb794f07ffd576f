/** What replaying does when something is not as it should be; that it draws the right bytes is tested in every runtime. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ComfyEdge } from '@comfy-edge/sdk';
import { directoryCache, memoryCache, Replay, type ReplayCache } from '@comfy-edge/sdk/replay';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digest, startModelServer } from './model-server.ts';

/** As openapi.yaml shows it. */
const SNEAKER = { model: 'fashion-mnist', class: 'sneaker', seed: 42 };
const SNEAKER_SHA256 = 'ea6d4cd486c9bc27776f376f888949ac063de4fb81c607f254ae5f3e41bc870e';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'comfy-edge-replay-'));
});
afterAll(() => rm(directory, { recursive: true }));

const edgeOf = (baseUrl: string) => new ComfyEdge({ baseUrl, maxRetries: 0 });

describe('what was loaded', () => {
  test('is drawn after a restart, without a network', async () => {
    const cache = directoryCache(join(directory, 'kept'));
    const server = await startModelServer();
    const edge = edgeOf(server.url);
    expect(await new Replay({ edge, cache }).load('fashion-mnist')).toEqual({
      model: 'fashion-mnist',
      digest,
    });
    await server.close();
    const { images, engineId } = await new Replay({ edge, cache }).generate(SNEAKER);
    expect(images[0]).toMatchObject({ sha256: SNEAKER_SHA256, classIndex: 7, width: 28 });
    const made = await new Replay({ edge, cache }).offline().images.generate(SNEAKER);
    expect(made).toMatchObject({ madeBy: 'replay', engineId, digest });
  });

  test('is asked for once', async () => {
    await using server = await startModelServer();
    const replay = new Replay({ edge: edgeOf(server.url), cache: memoryCache() });
    await replay.generate(SNEAKER);
    const asked = server.asked.length;
    await replay.generate({ ...SNEAKER, seed: 43 });
    expect(server.asked).toHaveLength(asked);
  });

  test('is mended where the disk has changed it', async () => {
    await using server = await startModelServer();
    const place = join(directory, 'damaged');
    const cache = directoryCache(place);
    const edge = edgeOf(server.url);
    await new Replay({ edge, cache }).load('fashion-mnist');
    for (const name of await readdir(join(place, 'blobs'))) {
      await writeFile(join(place, 'blobs', name), 'changed');
    }
    const offline = new Replay({ cache }).generate({
      ...SNEAKER,
      model: `fashion-mnist@${digest}`,
    });
    await expect(offline).rejects.toMatchObject({ name: 'ReplayError', code: 'digest_mismatch' });
    const { images } = await new Replay({ edge, cache }).generate(SNEAKER);
    expect(images[0]?.sha256).toBe(SNEAKER_SHA256);
  });

  test('is not said to be kept by a cache that keeps nothing', async () => {
    await using server = await startModelServer();
    const forgetful: ReplayCache = { read: async () => undefined, write: async () => {} };
    const replay = new Replay({ edge: edgeOf(server.url), cache: forgetful });
    await expect(replay.load('fashion-mnist')).rejects.toMatchObject({ code: 'cache_failed' });
    expect((await replay.generate(SNEAKER)).images[0]?.sha256).toBe(SNEAKER_SHA256);
  });
});

test('weights that the service changed are refused', async () => {
  await using server = await startModelServer({ isDamaged: true });
  const replay = new Replay({ edge: edgeOf(server.url), cache: memoryCache() });
  await expect(replay.generate(SNEAKER)).rejects.toMatchObject({
    ...{ name: 'ReplayError', code: 'digest_mismatch' },
    message: expect.stringMatching(/expected .* SHA-256 [0-9a-f]{64}, got [0-9a-f]{64}/),
  });
});

test('a service with another engine is not replayed, unless that is wanted', async () => {
  await using server = await startModelServer({ engine: 'f'.repeat(64) });
  const edge = edgeOf(server.url);
  const replay = new Replay({ edge, cache: memoryCache() });
  await expect(replay.generate(SNEAKER)).rejects.toMatchObject({ code: 'engine_mismatch' });
  const { madeBy } = await replay.offline({ prefer: 'replay' }).images.generate(SNEAKER);
  expect(madeBy).toBe('edge');
  const any = new Replay({ edge, cache: memoryCache(), acceptOtherEngine: true });
  expect((await any.generate(SNEAKER)).images[0]?.sha256).toBe(SNEAKER_SHA256);
});

test('without a network, and nothing loaded, the reason is told', async () => {
  const replay = new Replay({ edge: edgeOf('http://127.0.0.1:9'), cache: memoryCache() });
  const pinned = { ...SNEAKER, model: `fashion-mnist@${digest}` };
  for (const wanted of [SNEAKER, pinned]) {
    const failed = replay.offline().images.generate(wanted);
    await expect(failed).rejects.toMatchObject({ name: 'ConnectionError' });
  }
  const alone = new Replay({ cache: memoryCache() });
  await expect(alone.generate(pinned)).rejects.toMatchObject({ code: 'weights_missing' });
  await expect(alone.generate(SNEAKER)).rejects.toMatchObject({ pointer: '/model' });
  expect(() => alone.offline()).toThrow('expected a replay with an edge');
});

describe('where nothing can be drawn, the service makes the images', () => {
  const say = async (flags: readonly string[], ...args: readonly string[]) => {
    const program = join(import.meta.dirname, 'unable.ts');
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, [...flags, program, ...args]);
    return stdout.trim();
  };

  // The flag takes the processor's SIMD away from V8; only that for x64 has it.
  test.runIf(process.arch === 'x64')('without SIMD', async () => {
    await using server = await startModelServer();
    expect(await say(['--no-enable-sse4-1'], server.url)).toBe('ReplayError simd_missing edge');
  });

  test('with WebAssembly that does not start', async () => {
    await using server = await startModelServer();
    expect(await say([], server.url, 'empty')).toBe('ReplayError wasm_refused edge');
  });
});

describe('verify', () => {
  test('takes the keys that are given, those of the service, or none', async () => {
    await using server = await startModelServer();
    const cache = memoryCache();
    const replay = new Replay({ edge: edgeOf(server.url), cache });
    const { images } = await replay.generate(SNEAKER);
    const [image] = images;
    if (image === undefined) throw new Error('expected an image, got none');
    expect(await replay.verify(image.bytes)).toMatchObject({
      ...{ genuine: true, evidence: 'image', signature: 'none', differences: [] },
    });
    expect(await new Replay({ cache }).verify(image.receipt)).toMatchObject({
      ...{ genuine: true, evidence: 'receipt', signature: 'unchecked' },
    });
    const key = { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' } as const;
    const keys = [{ ...key, x: 'A'.repeat(43), kid: 'A'.repeat(43) }];
    expect(await replay.verify(image.bytes, undefined, { keys })).toMatchObject({
      ...{ genuine: false, differences: [{ part: 'signature' }] },
    });
    expect(await replay.file(image.receipt)).toEqual(image.bytes);
    // Another writer, who leaves an empty text (https://www.w3.org/TR/png-3/#11tEXt) before the end.
    const text = Uint8Array.of(...[0, 0, 0, 2, 116, 69, 88, 116, 65, 0, 0x05, 0x41, 0xa0, 0xc8]);
    const end = image.bytes.length - 12;
    const rewritten = Uint8Array.of(
      ...[...image.bytes.subarray(0, end), ...text, ...image.bytes.subarray(end)],
    );
    expect((await replay.verify(image.receipt, rewritten)).differences).toMatchObject([
      { part: 'file' },
    ]);
    const changed = image.bytes.slice();
    changed.set([(changed.at(-20) ?? 0) ^ 1], changed.length - 20);
    expect((await replay.verify(image.receipt, changed)).differences).toMatchObject([
      { part: 'pixels' },
    ]);
  });

  test.each([
    [new TextEncoder().encode('no picture'), 'receipt_missing'],
    ['no.token.at all', 'receipt_invalid'],
  ])('refuses what has no receipt: %s', async (evidence, code) => {
    const verdict = new Replay({ cache: memoryCache() }).verify(evidence);
    await expect(verdict).rejects.toMatchObject({ name: 'BadRequestError', code });
  });
});
