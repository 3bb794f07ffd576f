/**
 * The page in Chromium, against the real Worker: what every change must keep. The flows one by one are in
 * `test/flows`, `npm run test:playground`.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isLeftOut, launch, openPage, overflow, violations } from './support/browser.ts';
import { type LocalEdge, startEdge } from './support/local-edge.ts';

describe.skipIf(isLeftOut)('the page', () => {
  let edge: LocalEdge;
  let browser: Browser;

  beforeAll(async () => {
    [edge, browser] = await Promise.all([startEdge({ publicImages: true }), launch()]);
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await edge?.close();
  });

  test('is served under a policy without exceptions, and what it loads for ever', async () => {
    const response = await fetch(edge.url);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; /);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const html = await response.text();
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style| style="| on\w+="/);
    const files = [...html.matchAll(/(?:src|href)="(\/playground\/[^"]+)"/g)].map(([, it]) => it);
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const file of files) {
      const { status, headers } = await fetch(edge.url + file);
      expect([file, status, headers.get('cache-control')]).toEqual([
        ...[file, 200, 'public, max-age=31536000, immutable'],
      ]);
    }
  });

  test('takes the key out of the link, and shows images as they are made', async () => {
    const { page, complaints } = await openPage(browser, `${edge.url}/#key=${edge.apiKey}`);
    const images = page.getByRole('list', { name: 'Images' }).getByRole('button');
    await page.getByText('24 images in').waitFor();
    expect(await images.count()).toBe(24);
    expect(page.url()).not.toContain(edge.apiKey);
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(
      edge.apiKey,
    );
    await page.reload();
    await page.getByText('24 images in').waitFor();

    await images.nth(2).click();
    await page.getByText('the same by address').waitFor();
    expect(page.url()).toContain('show=3.pullover');
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('on a phone at night, without a key, it shows what is open to everybody', async () => {
    const { page, complaints } = await openPage(
      browser,
      `${edge.url}/#/create?class=sneaker&seed=7&n=6`,
      { viewport: { width: 360, height: 740 }, colorScheme: 'dark', reducedMotion: 'reduce' },
    );
    await page.getByText('6 images in').waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
