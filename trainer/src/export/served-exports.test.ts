/** What the running Worker serves of a version, loaded by the libraries it is for, draws the Worker's images. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { latentVector } from '@comfy-edge/model';
import { ComfyEdge } from '@comfy-edge/sdk';
import { decode } from 'fast-png';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalServer, startLocalServer } from '../../../workers/api/scripts/local-server.ts';
import { publishDirectory } from '../publish/upload.ts';
import { type Feed, runOnnx, runTfjsFrom } from './real-libraries.fixture.ts';

/** Of a value in [-1, 1]: sums in another order. */
const tolerance = 2e-5;
const seeds = [7, 42];

let server: LocalServer;
let persistTo: string;
let apiKey: string;
let client: ComfyEdge;
let digest: string;
let latents: Feed;
/** Of those latents, by the Worker. */
let pixels: number[];

beforeAll(async () => {
  persistTo = await mkdtemp(join(tmpdir(), 'comfy-edge-exports-'));
  server = await startLocalServer({ persistTo });
  apiKey = await server.createKey('images:write', 'models:write');
  client = new ComfyEdge({ baseUrl: server.url, apiKey });
  const signing = { key: await server.believePublisher() };
  const directory = fileURLToPath(new URL('../../../models/fashion-mnist', import.meta.url));
  ({ digest } = await publishDirectory({ directory, model: 'fashion', client, signing }));
  const { latent } = await client.models.version('fashion', digest);
  const vectors = seeds.map((seed) => latentVector({ seed, size: latent.size }));
  latents = {
    ...{ name: 'latent', shape: [latent.size], classes: seeds.map((_, index) => 3 * index) },
    values: Float32Array.from(vectors.flatMap((vector) => [...vector])),
  };
  const drawn = seeds.map(async (seed, index) => {
    const request = { model: `fashion@${digest}`, seed, class: 3 * index };
    const { images } = await client.images.generate(request);
    return [...decode(images[0]?.bytes ?? new Uint8Array()).data];
  });
  pixels = (await Promise.all(drawn)).flat();
}, 60_000);

afterAll(async () => {
  await server?.close();
  await rm(persistTo, { recursive: true });
});

const urlOf = (file: 'model.json' | 'model.onnx') =>
  `${server.url}/v1/models/fashion/versions/${digest}/exports/generator/${file}`;

it('plain TensorFlow.js loads model.json by its URL', async () => {
  const headers = { Authorization: `Bearer ${apiKey}` };
  expectPixels(await runTfjsFrom(urlOf('model.json'), latents, headers));
});

it('ONNX Runtime loads model.onnx', async () => {
  const headers = { Authorization: `Bearer ${apiKey}` };
  const response = await fetch(urlOf('model.onnx'), { headers });
  // One channel: the values are in the same order either way.
  expectPixels(await runOnnx(new Uint8Array(await response.arrayBuffer()), latents));
});

/** A pixel may round the other way, and no further. */
function expectPixels(values: Float32Array): void {
  expect(values.length).toBe(pixels.length);
  values.forEach((value, index) => {
    const level = Math.max(0, Math.min(255, 127.5 * value + 127.5));
    const off = Math.abs(level - (pixels[index] ?? Number.NaN));
    expect(off).toBeLessThanOrEqual(0.5 + 127.5 * tolerance);
  });
}
