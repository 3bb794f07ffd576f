/** Generates images through the SDK from any deployment, into files. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ComfyEdge } from '@comfy-edge/sdk';
import { runCommand } from './run-command.ts';

const usage = `npm run generate -- --key KEY --model NAME [options]

Generates images and writes them as <class>-<seed>.png.

  --key KEY         with the scope images:write
  --model NAME      name, name@alias or name@digest
  --url URL         the service                    (http://127.0.0.1:8787)
  --class CLASS     by name; without it, image i gets class i mod classes
  --seed SEED       of the first image, 0 to 4294967295; without it, drawn
  --n COUNT         1 to 64                        (1)
  --truncation T    0 to 1                         (1)
  --out DIR         where the PNG files go         (out)
  --help            this text`;

await runCommand({
  usage,
  defaults: {
    ...{ key: '', model: '', class: '', seed: '' },
    ...{ url: 'http://127.0.0.1:8787', n: '1', truncation: '1', out: 'out' },
  },
  run: generate,
});

async function generate(options: Record<string, string>): Promise<void> {
  const { url = '', key = '', model = '', class: name = '', seed = '', out = '' } = options;
  if (model === '') throw new Error('expected --model NAME, got none; see --help');
  const client = new ComfyEdge({ baseUrl: url, ...(key === '' ? {} : { apiKey: key }) });
  const { digest, engineId, images } = await client.images.generate({
    model,
    ...(name === '' ? {} : { class: name }),
    ...(seed === '' ? {} : { seed: parseNumber('seed', seed) }),
    n: parseNumber('n', options.n ?? ''),
    truncation: parseNumber('truncation', options.truncation ?? ''),
  });
  await mkdir(out, { recursive: true });
  console.log(`model   ${model} ${digest}\nengine  ${engineId}`);
  for (const image of images) {
    const path = join(out, `${encodeURIComponent(image.class)}-${image.seed}.png`);
    await writeFile(path, image.bytes);
    console.log(`${path}  sha256 ${image.sha256}`);
  }
}

/** Whether it is in range is for the service to say. */
function parseNumber(option: string, text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number)) return number;
  throw new Error(`expected --${option} to be a number, got ${JSON.stringify(text)}`);
}
