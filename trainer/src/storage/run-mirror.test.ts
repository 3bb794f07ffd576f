/** A run's files in a folder, and in a server that speaks S3's protocol. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import S3rver from 's3rver';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ObjectStore, openStore } from './object-store.ts';
import { RunMirror } from './run-mirror.ts';

let root: string;
let run: string;
let server: S3rver;
/** Where the server is, and the key it knows. */
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'comfy-edge-s3-'));
  server = new S3rver({
    ...{ directory, address: '127.0.0.1', port: 0, silent: true },
    configureBuckets: [{ name: 'runs', configs: [] }],
  });
  const { port } = await server.run();
  environment = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'S3RVER',
    AWS_SECRET_ACCESS_KEY: 'S3RVER',
  };
});
afterAll(() => server.close());

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'comfy-edge-mirror-'));
  run = join(root, 'run');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(run, path)), { recursive: true });
  writeFileSync(join(run, path), text);
}

/** Everything in a folder, by path. */
function filesOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((it) => it.isFile()).map((it) => join(it.parentPath, it.name));
  return Object.fromEntries(
    paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  );
}

async function copy(mirror: RunMirror): Promise<void> {
  mirror.push(run, (line) => expect.fail(line));
  await mirror.settle();
}

const stores: [string, () => ObjectStore][] = [
  ['file', () => openStore(pathToFileURL(join(root, 'store')).href)],
  ['s3', () => openStore(`s3://runs/mine/${basename(root)}`, environment)],
];

describe.each(stores)('a run in a %s store', (_, open) => {
  it('comes back as it was last, on a machine that has nothing', async () => {
    const mirror = new RunMirror(open());
    expect(await mirror.exists()).toBe(false);
    write('checkpoint.safetensors', 'one');
    write('checkpoints/step-0000000001.safetensors', 'one');
    write('stats.jsonl', 'a');
    write('samples/epoch-0001.png', 'picture');
    await copy(mirror);
    write('checkpoint.safetensors', 'two');
    write('stats.jsonl', 'a\nb');
    write('published/generator.safetensors', 'made from the checkpoint');
    write('samples.gif', 'made from the samples');
    write('checkpoints/step-0000000002.safetensors.partial', 'half');
    await copy(mirror);

    const elsewhere = new RunMirror(open());
    expect(await elsewhere.exists()).toBe(true);
    await elsewhere.pull(join(root, 'new'));
    expect(filesOf(join(root, 'new'))).toEqual({
      'checkpoint.safetensors': 'two',
      'checkpoints/step-0000000001.safetensors': 'one',
      'samples/epoch-0001.png': 'picture',
      'stats.jsonl': 'a\nb',
    });
  });

  it('is refused when a blob is gone', async () => {
    const store = open();
    write('checkpoint.safetensors', 'abc');
    await copy(new RunMirror(store));
    const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    await store.delete(`blobs/${digest}`);
    await expect(new RunMirror(store).pull(join(root, 'new'))).rejects.toThrow(
      /checkpoint\.safetensors: expected 3 bytes of sha256 ba7816.*, got nothing/,
    );
    expect(existsSync(join(root, 'new', 'checkpoint.safetensors'))).toBe(false);
  });
});

it('what the last state needed and this one does not is deleted, and equal files are kept once', async () => {
  const mirror = new RunMirror(openStore(pathToFileURL(join(root, 'store')).href));
  write('checkpoint.safetensors', 'one');
  write('checkpoint-best.safetensors', 'one');
  await copy(mirror);
  expect(readdirSync(join(root, 'store', 'blobs'))).toHaveLength(1);
  write('checkpoint.safetensors', 'two');
  rmSync(join(run, 'checkpoint-best.safetensors'));
  await copy(mirror);
  expect(Object.values(filesOf(join(root, 'store', 'blobs')))).toEqual(['two']);
});

it('a copy that fails is told, and made good with the next', async () => {
  write('checkpoint.safetensors', 'one');
  const store = join(root, 'store');
  writeFileSync(store, 'a file where a folder should be');
  const mirror = new RunMirror(openStore(pathToFileURL(store).href));
  const said: string[] = [];
  mirror.push(run, (line) => said.push(line));
  await expect(mirror.settle()).rejects.toThrow(/could not (read|write)/);
  expect(said[0]).toMatch(/not copied: file:.*tried again with the next checkpoint/);
  rmSync(store);
  await copy(mirror);
  expect(await new RunMirror(openStore(pathToFileURL(store).href)).exists()).toBe(true);
});

it('a checkpoint dropped while others are copied does not stop the copy, nor is it named', async () => {
  const files = openStore(pathToFileURL(join(root, 'store')).href);
  const old = 'checkpoints/step-0000000001.safetensors';
  const newer = 'checkpoints/step-0000000002.safetensors';
  const slow: ObjectStore = {
    url: files.url,
    get: (key) => files.get(key),
    delete: (key) => files.delete(key),
    put: async (key, bytes) => {
      // Between two files of the copy, as training does at its next checkpoint.
      rmSync(join(run, old), { force: true });
      write(newer, 'two');
      write('checkpoint.safetensors', 'two');
      await files.put(key, bytes);
    },
  };
  write('checkpoint.safetensors', 'one');
  write(old, 'one');
  write('config.json', '{}');
  await copy(new RunMirror(slow));
  expect(existsSync(join(run, old))).toBe(false);
  await new RunMirror(files).pull(join(root, 'new'));
  const fetched = filesOf(join(root, 'new'));
  expect(Object.keys(fetched)).toEqual(['checkpoint.safetensors', 'config.json']);
  expect(['one', 'two']).toContain(fetched['checkpoint.safetensors']);
});

it('a file that cannot be read is told and does not end the training', async () => {
  write('checkpoint.safetensors', 'one');
  const mirror = new RunMirror(openStore(pathToFileURL(join(root, 'store')).href));
  const missing = join(root, 'no-such-run');
  const said: string[] = [];
  mirror.push(missing, (line) => said.push(line));
  await expect(mirror.settle()).rejects.toThrow(/file:.*no-such-run/);
  expect(said[0]).toMatch(/not copied: file:.*ENOENT/);
});

it('an index that names files outside the run is refused', async () => {
  const store = openStore(pathToFileURL(join(root, 'store')).href);
  const file = { sha256: '0'.repeat(64), sizeBytes: 1 };
  const index = { format: 'comfy-edge-run-1', files: { '../../etc/passwd': file } };
  await store.put('run.json', Buffer.from(JSON.stringify(index)));
  await expect(new RunMirror(store).pull(run)).rejects.toThrow(/run\.json: expected a run/);
});

describe('a store', () => {
  it.each([
    ['ftp://host/x', /expected s3:\/\/bucket\/prefix, .* got ftp:\/\/host\/x/],
    ['runs/first', /got runs\/first/],
    ['s3:///prefix', /expected s3:\/\/bucket\/prefix/],
    ['file://host/x', /expected file:\/\/\/folder/],
  ])('%s is refused', (url, message) => {
    expect(() => openStore(url, environment)).toThrow(message);
  });

  it('needs credentials, and for R2 the account', () => {
    expect(() => openStore('s3://runs', {})).toThrow(/expected AWS_ACCESS_KEY_ID in the env/);
    const { AWS_ENDPOINT_URL: _, ...credentials } = environment;
    expect(() => openStore('r2://runs', credentials)).toThrow(/expected CLOUDFLARE_ACCOUNT_ID/);
  });

  it('says which bucket is missing, and what the server refuses', async () => {
    const missing = openStore('s3://other/x', environment);
    await expect(missing.get('a')).rejects.toThrow(/expected a bucket, got none of that name/);
    await expect(missing.put('a', Buffer.from('b'))).rejects.toThrow(/expected a bucket/);
    const stranger = openStore('s3://runs/x', { ...environment, AWS_ACCESS_KEY_ID: 'nobody' });
    await expect(stranger.put('a', Buffer.from('b'))).rejects.toThrow(
      /PUT a: expected 200, got 403 .*Check AWS_ACCESS_KEY_ID/,
    );
    const gone = openStore('s3://runs/x', {
      ...environment,
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    });
    await expect(gone.get('a')).rejects.toThrow(/could not reach http:\/\/127\.0\.0\.1:9\/runs/);
  });
});
