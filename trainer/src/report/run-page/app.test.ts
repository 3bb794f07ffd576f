import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendStats } from '../stats-log.ts';
import { runPage } from './app.ts';

let run: string;
beforeEach(() => {
  run = mkdtempSync(join(tmpdir(), 'comfy-edge-page-'));
  const config = { preset: 'smoke', epochs: 4, epochImages: 1000, aFieldOfAnotherVersion: true };
  const data = { name: 'Clothes', count: 60_000 };
  writeFileSync(join(run, 'options.json'), JSON.stringify({ config, data, backend: 'wasm' }));
});
afterEach(() => rmSync(run, { recursive: true }));

async function ask(path: string, host = '127.0.0.1:8790'): Promise<Response> {
  return await runPage(run).request(path, { headers: { host } });
}

describe('the page of a run', () => {
  it('serves its document and what the document asks for', async () => {
    const document = await (await ask('/')).text();
    const asked = [...document.matchAll(/(?:src|href)="([^":]+\.(?:js|css))"/g)].map(
      ([, it]) => it,
    );
    expect(asked).toEqual(['page.css', 'echarts.js', 'page.js']);
    for (const path of asked) expect((await ask(`/${path}`)).status).toBe(200);
  });

  it('of a run that has just begun says so', async () => {
    expect(await (await ask('/run.json')).json()).toMatchObject({
      ...{ preset: 'smoke', data: 'Clothes', backend: 'wasm', images: 0, totalImages: 4000 },
      ...{ state: 'stopped', sheets: [], measured: [], walk: false, lines: 0 },
    });
    expect(await (await ask('/curves.json')).json()).toBeNull();
    expect((await ask('/walk.gif')).status).toBe(404);
  });

  it('follows the run', async () => {
    const line = { step: 50, images: 1000, seconds: 9 };
    appendStats(join(run, 'stats.jsonl'), { ...line, imagesPerSecond: 111, 'encoder/total': 3 });
    appendStats(join(run, 'stats.jsonl'), { ...line, epoch: 1, cfid: 12.5, ganTest: 0.5 });
    mkdirSync(join(run, 'samples'));
    writeFileSync(join(run, 'samples', 'epoch-0001.png'), 'picture');
    expect(await (await ask('/run.json')).json()).toMatchObject({
      ...{ state: 'running', images: 1000, imagesPerSecond: 111, lines: 2 },
      ...{ sheets: ['epoch-0001.png'], measured: [{ epoch: 1, cfid: 12.5 }] },
    });
    expect(JSON.stringify(await (await ask('/curves.json')).json())).toContain('encoder, loss');
    const sheet = await ask('/samples/epoch-0001.png');
    expect(sheet.headers.get('content-type')).toBe('image/png');
    expect(await sheet.text()).toBe('picture');
  });

  it.each([
    '/options.json',
    '/samples/..%2foptions.json',
    '/samples/%2e%2e%2foptions.json',
    '/checkpoint.safetensors',
    '/assets/page.html',
  ])('does not serve %s', async (path) => {
    writeFileSync(join(run, 'checkpoint.safetensors'), 'weights');
    expect((await ask(path)).status).toBe(404);
  });

  it('is for this machine only', async () => {
    expect((await ask('/run.json', 'localhost:8790')).status).toBe(200);
    expect((await ask('/run.json', 'rebound.example:8790')).status).toBe(403);
  });

  it('says when there is no run any more', async () => {
    rmSync(join(run, 'options.json'));
    const answer = await ask('/run.json');
    expect(answer.status).toBe(503);
    expect(await answer.text()).toMatch(/expected a run, the --out of npm run train \(ENOENT/);
  });
});
