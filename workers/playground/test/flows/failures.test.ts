/** What the page says when the service is gone, slow, or not the service; and where the browser lacks something. */
import { join } from 'node:path';
import type { Browser, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isLeftOut, launch, openPage, violations } from '../support/browser.ts';
import { type LocalEdge, startEdge } from '../support/local-edge.ts';

const pictures = join(import.meta.dirname, '../../../../out/playground');

describe.skipIf(isLeftOut)('failures', () => {
  let edge: LocalEdge;
  let browser: Browser;

  beforeAll(async () => {
    [edge, browser] = await Promise.all([startEdge({ publicImages: false }), launch()]);
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await edge?.close();
  });

  /** A page whose calls of the API are answered otherwise from now on. */
  async function withFault(fault: (route: Route) => Promise<void>) {
    const opened = await openPage(browser, `${edge.url}/#key=${edge.apiKey}`);
    await opened.page.getByText('24 images in').waitFor();
    await opened.page.route('**/v1/images', fault);
    await opened.page.getByRole('button', { name: 'Draw 24 others' }).click();
    return opened;
  }

  test.each([
    ['down', (route: Route) => route.abort('connectionrefused'), 'The service cannot be reached'],
    [
      'html',
      (route: Route) => route.fulfill({ contentType: 'text/html', body: '<h1>Log in</h1>' }),
      'Something else answered',
    ],
    [
      'half-a-body',
      (route: Route) =>
        route.fulfill({ contentType: 'text/event-stream', body: 'event: start\ndata: {"n":24' }),
      'The service cannot be reached',
    ],
    [
      'busy',
      (route: Route) =>
        route.fulfill({
          ...{ status: 429, headers: { 'Retry-After': '300', 'X-Request-Id': 'request-42' } },
          contentType: 'application/problem+json',
          body: JSON.stringify({
            status: 429,
            code: 'too_many_requests',
            detail: 'expected fewer',
          }),
        }),
      'That was too much at once',
    ],
  ])('the service is %s: said in a sentence, and tried again', async (name, fault, title) => {
    const { page } = await withFault(fault);
    await page.getByRole('alert').getByRole('heading', { name: title }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(pictures, `failure-${name}.png`) });
    if (name === 'busy') await page.getByText('request-42').waitFor();
    await page.unroute('**/v1/images');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('24 images in').waitFor();
    await page.context().close();
  });

  test('the service is slow: the page says that it waits', async () => {
    const { page } = await withFault(async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 3000));
      await route.continue();
    });
    await page.getByText('Still waiting for the first image').waitFor();
    await page.getByText('24 images in').waitFor();
    await page.context().close();
  });

  test('images are not public and there is no key: it asks for one, and refuses a wrong one in words', async () => {
    const { page } = await openPage(browser, edge.url);
    await page.getByRole('heading', { name: 'Making images takes an API key' }).waitFor();
    await page.screenshot({ path: join(pictures, 'needs-key.png') });
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Enter an API key' }).click();
    await page.getByLabel('Key', { exact: true }).fill('cek_wrong');
    await page.getByRole('button', { name: 'Use this key' }).click();
    await page.getByRole('alert').getByText('This needs an API key').first().waitFor();
    await page.context().close();
  });

  test('a link to what is not there is answered with what is', async () => {
    const { page } = await openPage(browser, `${edge.url}/#/create?model=nobody`);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toMatch(/nobody/);
    await page.context().close();
  });

  test('without WebAssembly SIMD the edge goes on drawing, and the page says why', async () => {
    const without = await launch(['--js-flags=--no-enable-sse4-1 --no-enable-avx']);
    const { page } = await openPage(without, `${edge.url}/#key=${edge.apiKey}`);
    await page.getByText('24 images in').waitFor();
    await page.getByText('Run in this browser').click();
    await page.getByText('This browser has no WebAssembly SIMD').waitFor();
    expect(await page.getByRole('list', { name: 'Images' }).getByRole('button').count()).toBe(24);
    await without.close();
  });
});
