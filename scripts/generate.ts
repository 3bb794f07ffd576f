/**
 * Images into files: from any deployment through the SDK, or without one from a published model on
 * this disk, by the same engine in Node. The sha256 it prints is the same either way.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '@comfy-edge/model';
import { connect } from '@comfy-edge/trainer';
import { replayInNode } from './replay-in-node.ts';
import { runCommand } from './run-command.ts';

const usage = `npm run generate -- [options]

Generates images and writes them as <class>-<seed>.png.

  --url URL         the service; without it, the model is read from --models and run in Node
  --key KEY         with the scope images:write
  --model NAME      name; with --url also name@alias or name@digest (fashion-mnist)
  --models DIR      published models, one folder each, for running in Node (models)
  --class CLASS     by name; without it, image i gets class i mod classes
  --seed SEED       of the first image, 0 to 4294967295; image i has seed + i (42)
  --n COUNT         1 to 64                         (1)
  --truncation T    0 to 1                          (1)
  --out DIR         where the PNG files go          (out)
  --help            this text`;

const defaults = {
  url: '',
  key: '',
  model: 'fashion-mnist',
  models: 'models',
  class: '',
  seed: '42',
  n: '1',
  truncation: '1',
  out: 'out',
};

interface Generated {
  readonly digest: string;
  readonly engineId: string;
  readonly images: readonly {
    readonly class: string;
    readonly seed: number;
    readonly bytes: Uint8Array;
  }[];
}

await runCommand({
  usage,
  defaults,
  async run(options) {
    const numbers = {
      seed: parseWhole('seed', options.seed, 0, 0xffff_ffff),
      n: parseWhole('n', options.n, 1, 64),
      truncation: parseNumber('truncation', options.truncation, 0, 1),
    };
    const generate = options.url === '' ? inNode : atTheEdge;
    const { digest, engineId, images } = await generate({ ...options, ...numbers });
    await mkdir(options.out, { recursive: true });
    console.log(`model   ${options.model} ${digest}\nengine  ${engineId}`);
    for (const image of images) {
      const path = join(options.out, `${encodeURIComponent(image.class)}-${image.seed}.png`);
      await writeFile(path, image.bytes);
      console.log(`${path}  sha256 ${await sha256Hex(image.bytes)}`);
    }
  },
});

type Request = Omit<typeof defaults, 'seed' | 'n' | 'truncation'> & {
  readonly seed: number;
  readonly n: number;
  readonly truncation: number;
};

async function atTheEdge({
  url,
  key,
  model,
  class: name,
  ...numbers
}: Request): Promise<Generated> {
  const client = connect(url, key === '' ? undefined : key);
  const { seed, n, truncation } = numbers;
  return client.images.generate({
    model,
    ...(name === '' ? {} : { class: name }),
    ...{ seed, n, truncation },
  });
}

async function inNode(request: Request): Promise<Generated> {
  if (request.model.includes('@')) {
    throw new Error(
      `expected --model without alias or digest, as ${request.models} holds one version of each, got ${request.model}`,
    );
  }
  const { digest, engineId, classes, file } = await replayInNode(
    join(request.models, request.model),
  );
  const images = Array.from({ length: request.n }, async (_, index) => {
    const className = request.class || (classes[index % classes.length] ?? '');
    const seed = (request.seed + index) >>> 0;
    const { truncation } = request;
    return { class: className, seed, bytes: await file({ class: className, seed, truncation }) };
  });
  return { digest, engineId, images: await Promise.all(images) };
}

function parseWhole(option: string, text: string, min: number, max: number): number {
  const number = parseNumber(option, text, min, max);
  if (Number.isInteger(number)) return number;
  throw new Error(`expected --${option} to be a whole number, got ${text}`);
}

function parseNumber(option: string, text: string, min: number, max: number): number {
  const number = Number(text);
  if (text.trim() !== '' && number >= min && number <= max) return number;
  throw new Error(
    `expected --${option} to be a number from ${min} to ${max}, got ${JSON.stringify(text)}`,
  );
}
