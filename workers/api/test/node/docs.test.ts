/**
 * The page at `/docs` as its readers have it: in Chromium, at a desk and on a phone, with this service alone
 * to ask. Without a Chromium for this machine it is left out, unless `CI` is set.
 */

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openapiDocument } from '@comfy-edge/contract/document';
import { sha256Hex } from '@comfy-edge/model';
import { chromiumEnvironment, findChromium } from '@comfy-edge/runtimes-under-test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalServer, startLocalServer } from '../../scripts/local-server.ts';
import { contract } from '../support/contract.ts';
import { sign } from '../support/publishers.ts';

const executable = await findChromium();

let server: LocalServer;
let persistTo: string;
let imagesKey: string;
let modelsKey: string;

beforeAll(async () => {
  persistTo = await mkdtemp(join(tmpdir(), 'comfy-edge-test-'));
  server = await startLocalServer({ persistTo });
  imagesKey = await server.createKey('images:write');
  modelsKey = await server.createKey('models:write');
  await publishFashionMnist();
}, 60_000);

afterAll(async () => {
  await server?.close();
  await rm(persistTo, { recursive: true });
});

describe('the files of the page', () => {
  test('the page may ask nobody but this service, and be in no frame', async () => {
    const response = await fetch(`${server.url}/docs`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    const policy = response.headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; /);
    expect(policy).toContain("connect-src 'self'; ");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  });

  test('what it loads is kept for ever, under a name that changes with it', async () => {
    const html = await (await fetch(`${server.url}/docs`)).text();
    const [script = ''] = /\/docs\/[0-9a-f]{16}\/show-reference\.js/.exec(html) ?? [];
    for (const file of [script, script.replace('show-reference', 'scalar/standalone.esm')]) {
      const response = await fetch(`${server.url}${file}`);
      expect(response.status, file).toBe(200);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      await response.body?.cancel();
    }
  });

  test('is read, and nothing else: another method is the contract’s 405', async () => {
    const head = await fetch(`${server.url}/docs`, { method: 'HEAD' });
    expect([head.status, head.headers.get('etag')]).toEqual([200, expect.any(String)]);
    const headers = { 'If-None-Match': head.headers.get('etag') ?? '' };
    expect((await fetch(`${server.url}/docs`, { headers })).status).toBe(304);

    const request = new Request(`${server.url}/docs`, { method: 'POST', body: '{}' });
    const response = await fetch(request);
    expect(await contract.checkAnswer(request, response)).toBe('unmatched 405 method_not_allowed');
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  test('what is not there is the contract’s 404', async () => {
    const response = await fetch(`${server.url}/docs/nothing.js`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'route_not_found' });
  });
});

describe('samples of code that the contract writes out', () => {
  test.each(shellSamples())('%s, in a shell', async (_, source) => {
    const cwd = await mkdtemp(join(tmpdir(), 'comfy-edge-sample-'));
    await writeFile(join(cwd, 'sneaker.png'), await sneaker());
    const command = source.replaceAll('http://127.0.0.1:8787', server.url);
    const env = { ...process.env, COMFY_EDGE_KEY: imagesKey };
    const { stdout } = await promisify(execFile)('sh', ['-c', command], { cwd, env });
    expect(JSON.parse(stdout)).toMatchObject({ data: [{ seed: 42 }, { seed: 43 }] });
    await rm(cwd, { recursive: true });
  });
});

describe.skipIf(executable === undefined && !process.env.CI)('in Chromium', () => {
  let browser: Browser;

  beforeAll(async () => {
    if (executable === undefined) throw new Error('expected a Chromium, got none: npm ci');
    browser = await chromium.launch({
      executablePath: executable,
      env: definedIn(chromiumEnvironment(executable)),
      // The page is ours, and containers and root have no sandbox to give.
      args: ['--no-sandbox', '--disable-gpu'],
    });
  }, 60_000);

  afterAll(() => browser?.close());

  test('at a desk every section is there', async () => {
    const { page, complaints } = await open({ viewport: { width: 1440, height: 900 } });
    expect(await page.title()).toBe('Comfy Edge: API reference');
    const { tags } = openapiDocument as { tags: { name: string; 'x-displayName': string }[] };
    for (const { name, 'x-displayName': title } of tags) {
      // A section is made when it comes into view.
      await page.locator(`a[href="#tag/${name}"]`).click();
      await page.getByRole('heading', { name: title, exact: true }).waitFor();
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('on a phone, at night, it is dark and fits', async () => {
    const { page, complaints } = await open({
      ...{ viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
    });
    await page.getByRole('heading', { name: 'Comfy Edge' }).waitFor();
    const { overflow, brightness } = await page.evaluate(() => ({
      overflow: document.documentElement.scrollWidth - innerWidth,
      brightness: Number(/\d+/.exec(getComputedStyle(document.body).backgroundColor)?.[0]),
    }));
    expect(overflow, 'pixels to scroll sideways').toBeLessThanOrEqual(0);
    expect(brightness, 'levels of 255').toBeLessThan(64);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a request is tried with the key that was entered, and its image is shown', async () => {
    const { page, complaints } = await open({ viewport: { width: 1440, height: 900 } });
    await page.getByPlaceholder('Token').first().fill(imagesKey);
    const generate = page.getByText('Generate one image or a batch', { exact: true });
    await generate.first().click();
    await page
      .getByRole('button', { name: /Test Request/ })
      .first()
      .click();
    const answered = page.waitForResponse(`${server.url}/v1/images`);
    await page.getByRole('button', { name: /^Send/ }).first().click();
    const response = await answered;
    expect(response.status()).toBe(200);
    await page.locator('img[src^="blob:"]').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  /** Whatever is not of this service is refused, and noted beside what the browser objects to. */
  async function open(
    options: Parameters<Browser['newPage']>[0],
  ): Promise<{ page: Page; complaints: string[] }> {
    const page = await browser.newPage({ locale: 'en-GB', ...options });
    page.setDefaultTimeout(25_000);
    const complaints: string[] = [];
    await page.route('**/*', (route) => {
      const url = route.request().url();
      if (url.startsWith(`${server.url}/`)) return route.continue();
      complaints.push(`asked for ${url}`);
      return route.abort();
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    await page.goto(`${server.url}/docs`);
    return { page, complaints };
  }
});

function definedIn(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}

/** Each with its operation. */
function shellSamples(): [string, string][] {
  type Sampled = { operationId: string; 'x-codeSamples'?: { lang: string; source: string }[] };
  const paths = openapiDocument.paths as Record<string, Record<string, Sampled>>;
  return Object.values(paths)
    .flatMap((item) => Object.values(item))
    .flatMap(({ operationId, 'x-codeSamples': samples = [] }) =>
      samples.map(({ lang, source }): [string, string] => {
        if (lang !== 'Shell') throw new Error(`${operationId}: expected Shell, got ${lang}`);
        return [operationId, source];
      }),
    );
}

async function sneaker(): Promise<Uint8Array> {
  const response = await fetch(`${server.url}/v1/images`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${imagesKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ model: 'fashion-mnist', class: 'sneaker', seed: 42 }),
  });
  return response.bytes();
}

/** The model that the examples are about. */
async function publishFashionMnist(): Promise<void> {
  const directory = join(import.meta.dirname, '../../../../models/fashion-mnist');
  const read = (name: string) => readFile(join(directory, name));
  for (const name of ['generator.safetensors', 'encoder.safetensors']) {
    const bytes = await read(name);
    await put(`/v1/blobs/${await sha256Hex(bytes)}`, bytes, 'application/octet-stream');
  }
  const manifest = await read('manifest.json');
  const digest = await sha256Hex(manifest);
  const key = await server.believePublisher();
  const publication = await sign({ model: 'fashion-mnist', digest, key });
  const signed = { 'Comfy-Publication': publication };
  await put(`/v1/models/fashion-mnist/versions/${digest}`, manifest, undefined, signed);
  const target = JSON.stringify({ digest });
  await put('/v1/models/fashion-mnist/aliases/latest', target, undefined, { 'If-None-Match': '*' });
}

async function put(path: string, body: BodyInit, type = 'application/json', condition = {}) {
  const headers = { Authorization: `Bearer ${modelsKey}`, 'Content-Type': type, ...condition };
  const response = await fetch(`${server.url}${path}`, { method: 'PUT', headers, body });
  expect(response.status, await response.text()).toBe(201);
}
