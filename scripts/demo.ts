/**
 * The main job from end to end, nothing faked: the real Worker in workerd, the models published into
 * its R2 by the publish path, images generated through the SDK, written, timed. The last line is one
 * JSON object for programs.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '@comfy-edge/model';
import { contactSheet, encodePng } from '@comfy-edge/runtime';
import type { ComfyEdge, EdgeImage } from '@comfy-edge/sdk';
import { decode } from 'fast-png';
import { measureBundle } from './bundle-size.ts';
import { measureLatency } from './latency.ts';
import { withLocalEdge } from './local-edge.ts';
import { replayInNode } from './replay-in-node.ts';
import { runCommand } from './run-command.ts';

const usage = `npm run demo -- [options]

Starts the Worker on a free local port with an empty object storage, publishes the models into it,
generates one image per class and a sheet of ten images a class, and measures.

  --model NAME   which model to generate from      (fashion-mnist)
  --models DIR   published models, one folder each (models)
  --out DIR      where the PNG files go            (out)
  --help         this text`;

const FIRST_SEED = 42;
const SEEDS_PER_CLASS = 10;

await runCommand({
  usage,
  defaults: { model: 'fashion-mnist', models: 'models', out: 'out' },
  run: ({ model, models, out }) => demo(model, models, out),
});

async function demo(model: string, modelsDirectory: string, out: string): Promise<void> {
  const { gzipBytes } = await measureBundle();
  const apiKey = randomBytes(32).toString('base64url');
  const end = await withLocalEdge({ port: 0, apiKey, modelsDirectory }, async (edge) => {
    for (const { model, digest } of edge.published) console.log(`published  ${model} ${digest}`);
    await generate(edge.client, model, join(modelsDirectory, model), out, gzipBytes);
  });
  if (end === 'interrupted') process.exitCode = 130;
}

async function generate(
  client: ComfyEdge,
  model: string,
  directory: string,
  out: string,
  bundleGzipBytes: number,
): Promise<void> {
  const replay = await replayInNode(directory);
  const { digest, engineId } = replay;
  const { classes } = await client.models.version(model, digest);
  const pinned = `${model}@${digest}`;
  await mkdir(out, { recursive: true });
  const files: string[] = [];
  const write = async (name: string, bytes: Uint8Array) => {
    const path = join(out, name);
    await writeFile(path, bytes);
    files.push(path);
  };

  const sheet: EdgeImage[] = [];
  for (const name of classes) {
    const request = { model: pinned, class: name, seed: FIRST_SEED };
    const alone = await client.images.generate(request);
    const row = await client.images.generate({ ...request, n: SEEDS_PER_CLASS });
    const [image] = alone.images;
    if (image === undefined) throw new Error(`${name}: expected an image, got none`);
    expectSame(`${name}, the engine`, engineId, alone.engineId);
    expectSame(`${name}, seed ${FIRST_SEED} in a batch`, image.sha256, row.images[0]?.sha256);
    expectSame(
      `${name} in Node`,
      image.sha256,
      await sha256Hex(await replay.file({ class: name, seed: FIRST_SEED })),
    );
    await write(`${name}.png`, image.bytes);
    sheet.push(...row.images);
  }
  await write('sheet.png', encodePng(contactSheet(sheet.map(decodePng), SEEDS_PER_CLASS)));

  const latency = await measureLatency(
    (i) => client.images.generate({ model: pinned, class: i % classes.length, seed: i }),
    { requests: 100, warmUp: 10 },
  );
  const images = classes.length + sheet.length;
  const medianMs = round(latency.medianMs);
  const p95Ms = round(latency.p95Ms);
  console.log(`engine     ${engineId}`);
  console.log(`images     ${images} in ${files.length} files under ${out}`);
  console.log(`replayed   ${classes.length} in Node without the server: the same bytes`);
  console.log(
    `latency    median ${medianMs} ms, p95 ${p95Ms} ms over ${latency.requests} requests`,
  );
  console.log(`bundle     ${Math.round(bundleGzipBytes / 1024)} KiB gzipped`);
  console.log(
    JSON.stringify({ model, digest, engineId, images, medianMs, p95Ms, bundleGzipBytes, files }),
  );
}

function decodePng({ bytes }: EdgeImage) {
  const { data, width, height, channels } = decode(bytes);
  return { pixels: Uint8Array.from(data), width, height, channels };
}

function expectSame(what: string, expected: string, got: string | undefined): void {
  if (got !== expected) throw new Error(`${what}: expected ${expected}, got ${got}`);
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
