/** The commands as a person runs them: what they print, and how they end. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixtureImages } from '../loop/tiny-run.fixture.ts';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'comfy-edge-cli-'));
});

afterAll(() => rmSync(root, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  /** With stderr. */
  readonly output: string;
}

/** @param interruptAt sends Ctrl-C when the output first contains it */
function run(
  command: 'train' | 'train-fetch' | 'publish-model',
  args: string[],
  interruptAt?: string,
): Promise<Ended> {
  const script = fileURLToPath(new URL(`./${command}.ts`, import.meta.url));
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, XDG_CACHE_HOME: root }, // Nobody's own cache is filled by a test.
  });
  let stdout = '';
  let output = '';
  let interrupted = false;
  const collect = (chunk: Buffer) => {
    output += chunk;
    if (!interrupted && interruptAt !== undefined && output.includes(interruptAt)) {
      interrupted = child.kill('SIGINT'); // Once: a second one ends it without a checkpoint.
    }
  };
  child.stdout.on('data', collect).on('data', (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr.on('data', collect);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, output })));
}

const small = [
  '--preset',
  'smoke',
  '--backend',
  'wasm',
  '--epochs',
  '1',
  ...['epochImages=64', 'generator.widths=[8,8,8]', 'quality.classifierSteps=5'].flatMap((it) => [
    '--set',
    it,
  ]),
];

describe('train', () => {
  it('trains, says so, and refuses to overwrite the run', async () => {
    const out = join(root, 'run');
    const first = await run('train', [...small, '--data', fixtureImages, '--out', out]);
    expect(first.output).toMatch(/backend wasm: chosen because it was asked for/);
    expect(first.output).toMatch(/epoch 1\/1: \d+ images\/s, cFID \d/);
    expect(first.output).toContain(`done: ${out}`);
    expect(first.code).toBe(0);
    const stats = readFileSync(join(out, 'stats.jsonl'), 'utf8').trim().split('\n');
    expect(JSON.parse(stats.at(-1) ?? '')).toMatchObject({
      epoch: 1,
      images: 64,
      waitedMs: expect.any(Number),
    });

    const options = JSON.parse(readFileSync(join(out, 'options.json'), 'utf8'));
    expect(options.versions.node).toBe(process.version);
    const file = join(out, 'config.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(options.config);
    const other = ['--preset', 'fashion-28', '--data', fixtureImages, '--out', 'x'];
    expect((await run('train', [...other, '--config', file])).output).toMatch(
      /expected preset fashion-28 as by --preset, got smoke/,
    );

    const again = await run('train', [...small, '--data', fixtureImages, '--out', out]);
    expect(again.output).toMatch(/error: .*holds a run already\. Go on with it by --resume/);
    expect(again.code).toBe(1);
  });

  it('stops at Ctrl-C with a checkpoint, and resumes', async () => {
    const out = join(root, 'interrupted');
    const args = [...small, '--data', fixtureImages, '--out', out, '--set', 'epochImages=20000'];
    const stopped = await run('train', args, 'images/s');
    expect(stopped.output).toMatch(/stopped; the checkpoint is written/);
    expect(stopped.code).toBe(130);
    expect(existsSync(join(out, 'checkpoint.safetensors'))).toBe(true);
    const onward = ['--resume', '--workers', '2', '--set', 'epochImages=64'];
    const resumed = await run('train', [...args, ...onward]);
    expect(resumed.output).toContain('changed epochImages: 20000 → 64');
    expect(resumed.output).toContain('changed backend: wasm → wasm in 2 workers');
    expect(resumed.output).toContain('1 epochs, wasm in 2 workers');
    const { workers, earlier } = JSON.parse(readFileSync(join(out, 'options.json'), 'utf8'));
    expect({ workers, earlier }).toEqual({
      workers: 2,
      earlier: [{ backend: 'wasm', workers: 1, upToStep: expect.any(Number) }],
    });
    expect(resumed.output).toContain('done:');
    expect(resumed.code).toBe(0);
  });

  it('is one command that starts a run, and goes on with it where its machine is gone', async () => {
    const out = join(root, 'preempted');
    const store = pathToFileURL(join(root, 'store')).href;
    const args = [...small, '--data', fixtureImages, '--out', out];
    args.push('--resume', 'if-any', '--checkpoint-to', store, '--set', 'epochImages=20000');
    expect((await run('train', args, 'images/s')).code).toBe(130);
    rmSync(out, { recursive: true });
    const { output, code } = await run('train', [...args, '--set', 'epochImages=64']);
    expect(output).toContain(`fetching the run from ${store}`);
    expect(output).toContain('changed epochImages: 20000 → 64');
    expect(code).toBe(0);
    const fetched = join(root, 'fetched');
    const fetching = await run('train-fetch', [store, fetched]);
    expect(fetching.output).toContain(`fetched ${store} into ${fetched}`);
    expect(readFileSync(join(fetched, 'checkpoint.safetensors'))).toEqual(
      readFileSync(join(out, 'checkpoint.safetensors')),
    );
    expect((await run('train-fetch', [store, fetched])).output).toMatch(/holds a run already/);
    const empty = await run('train-fetch', [`${store}-none`, join(root, 'none')]);
    expect(empty.output).toMatch(/^error: .*expected a run, got none/);
    expect(empty.code).toBe(1);
    rmSync(out, { recursive: true });
    const anew = await run(
      'train',
      args.filter((it) => !/resume|if-any/.test(it)),
    );
    expect(anew.output).toMatch(/store: holds a run already\. Go on with it by --resume/);
  });

  it('says what a run would be, with nothing but --data, and the configuration on stdout', async () => {
    const { stdout, output, code } = await run('train', [
      ...[...small, '--data', fixtureImages, '--dry-run', '--workers', '2'],
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ preset: 'smoke', epochImages: 64 });
    expect(output).toMatch(
      /edge +generator 0\.\d of 20\.0 M multiply-adds an image, \d+ of 1000000 bytes/,
    );
    expect(output).toMatch(/steps of 16 images on wasm in 2 workers/);
  });

  it('ends when it diverges', async () => {
    const args = [...small, '--data', fixtureImages, '--out', join(root, 'diverged')];
    const rates = ['optimizer.discriminatorRate=1e30', 'optimizer.warmupSteps=0'];
    const { code, output } = await run('train', [...args, ...rates.flatMap((it) => ['--set', it])]);
    expect(output).toMatch(/expected a finite value, got .*diverged/);
    expect(code).toBe(1);
  });

  it.each([
    [['--data', '/nowhere', '--out', 'x'], /\/nowhere: expected a folder of images, got nothing/],
    [['--preset', 'big', '--data', 'x', '--out', 'x'], /choices are fashion-28, reference-28/],
    [['--data', 'x'], /required option '--out <dir>' not specified/],
    [['--data', 'x', '--out', 'x', '--set', 'epoch=3'], /no field epoch; did you mean epochs/],
    [['--data', fixtureImages, '--out', '/nowhere/new', '--resume'], /Start it without --resume/],
    [['--data', fixtureImages, '--out', 'x', '--workers', '3'], /expected sizes that 3 workers/],
    [['--data', fixtureImages, '--out', 'x', '--set', 'image.height=30'], /divisible by 4.*30×28/],
    [
      [...['--data', fixtureImages, '--out', 'x'], '--set', 'generator.widths=[512,512,512]'],
      /generator: the edge could not run it: expected at most/,
    ],
  ])('%j is refused without a stack', async (args, message) => {
    const { code, output } = await run('train', args);
    expect(output).toMatch(message);
    expect(output).not.toMatch(/\n {4}at /);
    expect(code).toBe(1);
  });
});

describe('publish-model', () => {
  it('builds a run without a server, and says what it lacks for one', async () => {
    const built = await run('publish-model', [join(root, 'run'), '--name', 'tiny']);
    expect(built.output).toMatch(/quantized {2}[\d.]+ of 255 levels/);
    expect(built.code).toBe(0);
    const published = join(root, 'run', 'published');
    const upload = [published, '--name', 'tiny', '--to', 'http://127.0.0.1:9'];
    expect((await run('publish-model', upload)).output).toMatch(
      /expected --key, or COMFY_EDGE_KEY/,
    );
    const refused = await run('publish-model', [...upload, '--key', 'k']);
    expect(refused.output).toMatch(/^error: .*127\.0\.0\.1:9/m);
    expect(refused.code).toBe(1);
  });

  it.each([
    [['x', '--name', 'My Model'], /Expected a to z, digits and hyphens/],
    [
      ['x', '--name', 'x', '--to', 'localhost:8787', '--key', 'k'],
      /expected baseUrl to be an http/,
    ],
  ])('%j is refused without a stack', async (args, message) => {
    const { code, output } = await run('publish-model', args);
    expect(output).toMatch(message);
    expect(output).not.toMatch(/\n {4}at /);
    expect(code).toBe(1);
  });

  it('says which blob of a built model is damaged, and what cannot be asked of one', async () => {
    const published = join(root, 'run', 'published');
    const upload = [published, '--name', 'tiny', '--to', 'http://127.0.0.1:9', '--key', 'k'];
    const title = await run('publish-model', [...upload, '--title', 'Tiny']);
    expect(title.output).toMatch(/expected a run for --title, got a model built already/);
    writeFileSync(join(published, 'generator.safetensors'), 'damaged');
    const { code, output } = await run('publish-model', upload);
    expect(output).toMatch(/^error: .*generator\.safetensors: expected \d+ bytes/m);
    expect(code).toBe(1);
  });

  it('names what is no run', async () => {
    const { code, output } = await run('publish-model', [root, '--name', 'x']);
    expect(output).toMatch(/error: .*options\.json: expected the options of a run/);
    expect(code).toBe(1);
  });
});
