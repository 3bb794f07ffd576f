/** Where images go: names, folders, stdout, and what is never overwritten. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ScriptedServer, scriptedServer, type Turn } from '../scripted-server.ts';
import { run } from './run.ts';

const digest = 'ab'.repeat(32);
const classes = Array.from({ length: 10 }, (_, index) => `class-${index}`);

let folder: string;
let server: ScriptedServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comfy-edge-cli-'));
  server = await scriptedServer(generator);
});

afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Streams images as the service does: their bytes are their seed and class, so none can be taken for another. */
const generator: Turn = (response, request) => {
  if (request.method === 'GET') {
    const isAlias = request.url?.includes('/aliases/');
    const body = isAlias
      ? { alias: 'latest', digest }
      : { model: 'm', digest, classes, image: {}, blobs: [] };
    response.writeHead(200, { 'content-type': 'application/json', etag: '"1"' });
    response.end(JSON.stringify(body));
    return;
  }
  const asked = JSON.parse(server.received.at(-1)?.body ?? '{}');
  const { seed = 4_294_967_290, n = 1, class: className, format } = asked;
  const event = (name: string, data: object, id = '') =>
    response.write(
      `${id === '' ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`,
    );
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  event('start', { model: 'm', digest, engineId: 'e', truncation: 1, seed, n, firstIndex: 0 });
  for (let index = 0; index < n; index++) {
    const itsSeed = (seed + index) % 2 ** 32;
    const itsClass = className ?? classes[index % classes.length];
    const base64 = Buffer.from(`${itsSeed} ${itsClass}`).toString('base64');
    const image = { index, seed: itsSeed, class: itsClass, classIndex: 0, sha256: digest };
    event('image', { ...image, width: 1, height: 1, format, base64, receipt: 'a.b.' }, `${index}`);
  }
  event('done', { done: n, total: n });
  response.end();
};

const generate = (...words: string[]) => run(['generate', 'm', '--url', server.url, ...words]);

test('an image is named after what makes it', async () => {
  const ran = await generate('-c', 'bag', '-s', '7', '-o', `${folder}/`);
  const path = join(folder, 'm-bag-7.png');
  expect(ran).toEqual({ exitCode: 0, stdout: `${path}\n`, stderr: '' });
  expect(await readFile(path, 'utf8')).toBe('7 bag');
});

test('a folder that is there needs no slash', async () => {
  const ran = await generate('-c', 'bag', '-s', '7', '-o', folder);
  expect(ran.stdout).toBe(`${join(folder, 'm-bag-7.png')}\n`);
});

test('the end of a name says the format', async () => {
  const endings = ['x.jpg', 'x.webp', 'x.npy', 'x.png', 'x'];
  for (const ending of endings) await generate('-s', '1', '-o', join(folder, ending));
  expect(server.received.map(({ body }) => JSON.parse(body).format)).toEqual([
    ...['jpeg', 'webp', 'npy', 'png', 'png'],
  ]);
});

describe('a file that is there', () => {
  test('is kept, where it is something else', async () => {
    const path = join(folder, 'x.png');
    await writeFile(path, 'mine');
    const ran = await generate('-c', 'bag', '-s', '7', '-o', path);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain(
      `expected a new file, got ${path}, which is something else; --force`,
    );
    expect(await readFile(path, 'utf8')).toBe('mine');
    expect((await generate('-c', 'bag', '-s', '7', '-o', path, '--force')).exitCode).toBe(0);
    expect(await readFile(path, 'utf8')).toBe('7 bag');
  });

  test('is no matter, where it is the same', async () => {
    const words = ['-c', 'bag', '-s', '7', '-o', join(folder, 'x.png')];
    expect(await generate(...words)).toEqual(await generate(...words));
  });

  test('of the same command is never overwritten, not even by force', async () => {
    const ran = await generate(
      '-c',
      'bag',
      '-n',
      '2',
      '-o',
      join(folder, '{class}.png'),
      '--force',
    );
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('bag.png twice');
    expect(await readdir(folder)).toEqual(['bag.png']);
  });
});

test('a folder that cannot be made', async () => {
  await writeFile(join(folder, 'file'), '');
  const ran = await generate('-o', join(folder, 'file/x.png'));
  expect(ran.exitCode).toBe(2);
  expect(ran.stderr).toMatch(/^error: (ENOTDIR|EEXIST): /);
});

test('stdout has the bytes, and nothing else', async () => {
  const ran = await generate('-c', 'bag', '-s', '7', '-o', '-');
  expect(ran).toEqual({ exitCode: 0, stdout: '7 bag', stderr: '' });
});

test('indices have as many digits as the last one', async () => {
  await generate('-n', '11', '-s', '0', '-o', join(folder, '{index}.{ext}'));
  expect((await readdir(folder)).slice(0, 2)).toEqual(['00.png', '01.png']);
});

describe('more images than one request takes', () => {
  const requests = () => server.received.filter(({ method }) => method === 'POST');

  test('are one series: seeds go on, over the end of 32 bits, of one version', async () => {
    const ran = await generate(
      '-c',
      'bag',
      '-n',
      '100',
      '-o',
      join(folder, '{seed}.png'),
      '--json',
    );
    const { seed, images } = JSON.parse(ran.stdout);
    expect(seed).toBe(4_294_967_290);
    expect(images.map((image: { seed: number }) => image.seed)).toEqual(
      Array.from({ length: 100 }, (_, index) => (seed + index) % 2 ** 32),
    );
    expect(images.map((image: { index: number }) => image.index)).toEqual(
      Array.from({ length: 100 }, (_, index) => index),
    );
    expect(requests().map(({ body }) => JSON.parse(body))).toMatchObject([
      { model: 'm', n: 64 },
      { model: `m@${digest}`, n: 36, seed: 58 },
    ]);
  });

  test('go on with the next class', async () => {
    const ran = await generate('-n', '130', '-s', '1', '-o', join(folder, '{seed}.png'), '--json');
    const { images } = JSON.parse(ran.stdout);
    expect(images.map((image: { class: string }) => image.class)).toEqual(
      Array.from({ length: 130 }, (_, index) => classes[index % 10]),
    );
    expect(requests().map(({ body }) => JSON.parse(body).n)).toEqual([60, 60, 10]);
  });
});

test('the shape of the JSON', async () => {
  const path = join(folder, 'x.png');
  const ran = await generate('-c', 'bag', '-s', '7', '-o', path, '--json');
  expect(JSON.parse(ran.stdout)).toEqual({
    ...{ model: 'm', digest, engineId: 'e', truncation: 1, seed: 7 },
    images: [
      {
        ...{ index: 0, path, seed: 7, class: 'bag', classIndex: 0, sha256: digest },
        ...{ width: 1, height: 1, format: 'png', receipt: 'a.b.' },
      },
    ],
  });
});
