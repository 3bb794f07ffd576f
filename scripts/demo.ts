/**
 * The main job from end to end, nothing faked: the real Worker in workerd, the models published into
 * its R2 by the publish path, every kind of image made through the SDK, written, timed. The last line is
 * one JSON object for programs.
 */
import { basename, join } from 'node:path';
import { measureBundle } from './bundle-size.ts';
import { checkReceipt, verdict } from './demo/check-receipt.ts';
import { publishCoarser } from './demo/coarser-model.ts';
import { drawClasses, firstSeed } from './demo/draw-classes.ts';
import { Gallery } from './demo/gallery.ts';
import { animate, compareVersions, varyPictures } from './demo/walk-latents.ts';
import { measureLatency } from './latency.ts';
import { type LocalEdge, withLocalEdge } from './local-edge.ts';
import { replayInNode } from './replay-in-node.ts';
import { runCommand } from './run-command.ts';

const usage = `npm run demo -- [options]

Starts the Worker on a free local port with an empty object storage, publishes the models into it, and
writes what the API makes: an image of each class and a sheet of ten each, an enlarged WebP, an animation
from class to class, variations of photographs, and two versions compared. Verifies a receipt, and measures.

  --model NAME   which model to generate from      (fashion-mnist)
  --models DIR   published models, one folder each (models)
  --out DIR      where the files go                (out)
  --help         this text`;

/** How many times as large as the model's images each file is; an answer has a million pixels at most. */
const scales = { webp: 8, animation: 4, sheet: 3 } as const;
const candidateBits = 4;

await runCommand({
  usage,
  defaults: { model: 'fashion-mnist', models: 'models', out: 'out' },
  run: ({ model, models, out }) => demo(model, models, out),
});

async function demo(model: string, modelsDirectory: string, out: string): Promise<void> {
  const { gzipBytes } = await measureBundle();
  const end = await withLocalEdge({ port: 0, modelsDirectory }, async (edge) => {
    for (const { model, digest } of edge.published) console.log(`published  ${model} ${digest}`);
    await show(edge, model, join(modelsDirectory, model), await Gallery.open(out), gzipBytes);
  });
  if (end === 'interrupted') process.exitCode = 130;
}

async function show(
  { client, signing }: Pick<LocalEdge, 'client' | 'signing'>,
  model: string,
  directory: string,
  gallery: Gallery,
  bundleGzipBytes: number,
): Promise<void> {
  const replay = await replayInNode(directory);
  const { digest, engineId } = replay;
  const pinned = `${model}@${digest}`;
  const { image, blobs } = await client.models.version(model, digest);
  const { classes, images } = await drawClasses(client, pinned, replay, gallery);
  console.log(`engine     ${engineId}`);
  console.log(`replayed   ${classes.length} in Node without the server: the same bytes`);

  const name = classes.find((it) => it === 'sneaker') ?? classes[0] ?? '';
  const large = await client.images.generate({
    ...{ model: pinned, class: name, seed: firstSeed, format: 'webp' },
    ...{ size: scales.webp * image.width, resampling: 'lanczos' },
  });
  const [webp] = large.images;
  if (webp === undefined) throw new Error('expected an image, got none');
  await gallery.add(`${name}.webp`, webp.bytes);
  const animation = await animate(client, pinned, classes, scales.animation * image.width);
  await gallery.add('interpolation.gif', animation.bytes);

  const hasEncoder = blobs.some(({ role }) => role === 'encoder');
  const varied = hasEncoder && (await varyPictures(client, pinned, classes, scales.sheet));
  if (varied) await gallery.add('variations.png', varied);
  else
    console.log('variations none: the model has no encoder, or other classes than the photographs');

  const candidate = { client, signing, model, directory, alias: 'candidate', bits: candidateBits };
  await publishCoarser(candidate);
  const models: [string, string] = [pinned, `${model}@${candidate.alias}`];
  const { sheet, comparison } = await compareVersions(
    client,
    models,
    classes,
    scales.sheet * image.width,
  );
  await gallery.add('comparison.png', sheet);
  console.log(
    `compared   with itself at ${candidateBits} bits a weight: ${round(comparison.meanAbsoluteLevels)} of 255 levels apart, SSIM ${round(comparison.structuralSimilarity)}`,
  );

  const { own, edited } = await checkReceipt(client, webp);
  console.log(`receipt    of ${name}.webp: ${verdict(own)}`);
  console.log(
    `           of interpolation.gif: ${verdict(await client.verifications.create(animation))}`,
  );
  console.log(`           with another seed written into it: ${verdict(edited)}`);
  if (!own.genuine || edited.genuine) throw new Error('expected the one to be genuine alone');

  const latency = await measureLatency(
    (i) => client.images.generate({ model: pinned, class: i % classes.length, seed: i }),
    { requests: 100, warmUp: 10 },
  );
  const { files, directory: out } = gallery;
  const medianMs = round(latency.medianMs);
  const p95Ms = round(latency.p95Ms);
  console.log(
    `latency    median ${medianMs} ms, p95 ${p95Ms} ms over ${latency.requests} requests`,
  );
  console.log(`bundle     ${Math.round(bundleGzipBytes / 1024)} KiB gzipped`);
  console.log(
    `files      ${files.length} under ${out}: ${files.map((it) => basename(it)).join(', ')}`,
  );
  console.log(
    JSON.stringify({
      ...{ model, digest, engineId, images, medianMs, p95Ms, bundleGzipBytes, files },
      receipt: { genuine: own.genuine, editedGenuine: edited.genuine },
    }),
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
