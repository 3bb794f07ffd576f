/**
 * Images into files: from any deployment through the SDK, or without one from a published model on
 * this disk, by the same engine in Node. The sha256 it prints is the same either way.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '@comfy-edge/model';
import type { Output } from '@comfy-edge/runtime';
import { connect } from '@comfy-edge/trainer';
import { replayInNode } from './replay-in-node.ts';
import { runCommand } from './run-command.ts';

const usage = `npm run generate -- [options]

Generates images and writes them as <class>-<seed>.<format>.

  --url URL         the service; without it, the model is read from --models and run in Node
  --key KEY         with the scope images:write
  --model NAME      name; with --url also name@alias or name@digest (fashion-mnist)
  --models DIR      published models, one folder each, for running in Node (models)
  --class CLASS     by name; without it, image i gets class i mod classes
  --seed SEED       of the first image, 0 to 4294967295; image i has seed + i (42)
  --n COUNT         1 to 64                         (1)
  --truncation T    0 to 1                          (1)
  --format FORMAT   png, webp, jpeg, npy            (png)
  --size PIXELS     width, 1 to 1024; the model's own when left out
  --resampling HOW  nearest (multiples of the model's own width alone) or lanczos (nearest)
  --quality Q       1 to 100, of jpeg and lossy webp; webp loses nothing when left out
  --out DIR         where the files go              (out)
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
  format: 'png',
  size: '',
  resampling: '',
  quality: '',
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
    const output = parseOutput(options);
    const generate = options.url === '' ? inNode : atTheEdge;
    const { digest, engineId, images } = await generate({ ...options, ...numbers, output });
    await mkdir(options.out, { recursive: true });
    console.log(`model   ${options.model} ${digest}\nengine  ${engineId}`);
    for (const image of images) {
      const path = join(
        options.out,
        `${encodeURIComponent(image.class)}-${image.seed}.${output.format}`,
      );
      await writeFile(path, image.bytes);
      console.log(`${path}  sha256 ${await sha256Hex(image.bytes)}`);
    }
  },
});

type Request = Pick<typeof defaults, 'url' | 'key' | 'model' | 'models' | 'class'> & {
  readonly seed: number;
  readonly n: number;
  readonly truncation: number;
  readonly output: Output;
};

async function atTheEdge({
  url,
  key,
  model,
  class: name,
  ...numbers
}: Request): Promise<Generated> {
  const client = connect(url, key === '' ? undefined : key);
  const { seed, n, truncation, output } = numbers;
  return client.images.generate({
    model,
    ...(name === '' ? {} : { class: name }),
    ...{ seed, n, truncation },
    ...output,
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
    const { truncation, output } = request;
    const bytes = await file({ class: className, seed, truncation }, output).catch(explain);
    return { class: className, seed, bytes };
  });
  return { digest, engineId, images: await Promise.all(images) };
}

/** Sizes that the model cannot have show only when it is drawn. */
function explain(error: unknown): never {
  throw error instanceof RangeError ? new Error(`--size: ${error.message}`) : error;
}

function parseOutput(options: typeof defaults): Output {
  const format = parseName('format', options.format, ['png', 'webp', 'jpeg', 'npy']);
  const isLossy = format === 'webp' || format === 'jpeg';
  if (options.quality !== '' && !isLossy) {
    throw new Error(`expected no --quality for ${format}, which loses nothing`);
  }
  return {
    format,
    ...(options.size !== '' && { size: parseWhole('size', options.size, 1, 1024) }),
    ...(options.quality !== '' && { quality: parseWhole('quality', options.quality, 1, 100) }),
    ...(options.resampling !== '' && {
      resampling: parseName('resampling', options.resampling, ['nearest', 'lanczos']),
    }),
  };
}

function parseName<T extends string>(option: string, text: string, names: readonly T[]): T {
  const found = names.find((name) => name === text);
  if (found !== undefined) return found;
  throw new Error(`expected --${option} to be one of ${names.join(', ')}, got ${text}`);
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
