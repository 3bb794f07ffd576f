/**
 * Every flow of the page, as a person goes through it, in Chromium and against the real Worker. Pictures of
 * each are left in `out/playground`, for people to look at.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isLeftOut, launch, openPage, overflow, violations } from '../support/browser.ts';
import { type LocalEdge, startEdge } from '../support/local-edge.ts';

const pictures = join(import.meta.dirname, '../../../../out/playground');
const phone = { viewport: { width: 360, height: 780 }, hasTouch: true } as const;
const looks: readonly (readonly [string, BrowserContextOptions])[] = [
  ['desktop', {}],
  ['desktop-dark', { colorScheme: 'dark' }],
  ['phone', phone],
  ['phone-dark', { ...phone, colorScheme: 'dark' }],
];

describe.skipIf(isLeftOut)('flows', () => {
  let edge: LocalEdge;
  let browser: Browser;

  beforeAll(async () => {
    await mkdir(pictures, { recursive: true });
    [edge, browser] = await Promise.all([startEdge({ publicImages: true }), launch()]);
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await edge?.close();
  });

  /** With a key, at a link. */
  async function visit(hash: string, options: BrowserContextOptions = {}) {
    const permissions = ['clipboard-read', 'clipboard-write'];
    const address = `${edge.url}/#key=${edge.apiKey}`;
    const opened = await openPage(browser, address, { permissions, ...options });
    await opened.page.evaluate((to) => {
      location.hash = to;
    }, hash);
    return opened;
  }

  const places: readonly (readonly [string, string, (page: Page) => Promise<void>])[] = [
    ['create', '#/create?show=3.pullover', seen('the same by address')],
    ['browse', '#/browse?class=bag', seen('1 – 60')],
    ['explore', '#/explore?class=shirt&seed=8&blend=dress&mix=0.5', seen('Direction 6')],
    ['morph', '#/morph?from=3.sneaker&to=7.ankle-boot', seen('frames in')],
    ['picture', '#/picture', seen('Choose a file')],
    ['compare', '#/compare', seen('pairs in')],
    ['model', '#/model', seen('not chosen')],
  ];
  test.each(
    places.flatMap((place) => looks.map((look) => [place[0], look[0], place, look] as const)),
  )('%s, %s: nothing for axe or the console to object to, and it fits', async (_, __, [
    name,
    hash,
    isThere,
  ], [look, options]) => {
    const { page, complaints } = await visit(hash, { ...options, reducedMotion: 'reduce' });
    await isThere(page);
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(pictures, `${name}-${look}.png`), animations: 'disabled' });
    expect(await overflow(page), 'pixels to scroll sideways').toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('create: a link shows the same images to everybody, and the keyboard goes through them', async () => {
    const { page, complaints } = await visit('#/create?class=sneaker&seed=42&n=6&truncation=0.8');
    await page.getByText('6 images in').waitFor();
    const list = page.getByRole('list', { name: 'Images' });
    const before = await list
      .locator('img')
      .evaluateAll((all) => all.map((it) => it.getAttribute('src')));
    await page.getByRole('button', { name: 'sneaker, seed 42' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'sneaker, seed 43' }).waitFor();
    await page.getByText('the same by address').waitFor();
    await page.getByRole('button', { name: 'Ask again' }).click();
    await page.getByText('cache hit').waitFor();

    await page.getByRole('button', { name: 'Copy link' }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toContain(`version=${edge.digest}`);
    const other = await openPage(browser, link);
    await other.page.getByText('6 images in').waitFor();
    const after = await other.page
      .getByRole('list', { name: 'Images' })
      .locator('img')
      .evaluateAll((all) => all.map((it) => it.getAttribute('src')));
    expect(after).toEqual(before);
    await other.page.getByRole('heading', { name: 'sneaker, seed 43' }).waitFor();
    expect([...complaints, ...other.complaints]).toEqual([]);
    await Promise.all([page, other.page].map((it) => it.context().close()));
  });

  test('create: the address, the lines to copy and the receipt are right', async () => {
    const { page, complaints } = await visit('#/create?class=bag&seed=5&n=1&show=5.bag');
    const tab = (name: string) => page.getByRole('tab', { name, exact: true });
    const text = () => page.getByRole('tabpanel').locator('pre').innerText();
    await tab('URL').waitFor();
    const url = await text();
    const answer = await fetch(url);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
    await tab('curl').click();
    expect(await text()).toContain(`'${url}'`);
    await tab('SDK').click();
    expect(await text()).toContain(`edge.images.generate({ model: 'fashion-mnist@${edge.digest}'`);
    await tab('Receipt').click();
    expect(JSON.parse(await text())).toMatchObject({ seed: 5, class: 'bag', digest: edge.digest });
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('genuine').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('create: drawn in this browser, the bytes are the edge’s', async () => {
    const { page, complaints } = await visit('#/create?n=10&seed=77&here=yes');
    await page.getByText('10 of 10 equal the edge’s').waitFor();
    await page.screenshot({ path: join(pictures, 'here.png') });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('browse: it goes on without end', async () => {
    const { page, complaints } = await visit('#/browse?class=dress&seed=4294967290');
    await page.getByText('4294967290 – 53', { exact: true }).waitFor();
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.getByRole('button', { name: 'dress, seed 120' }).waitFor({ state: 'attached' });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('explore: the image is dragged, by hand and by keys, and the link follows', async () => {
    const { page, complaints } = await visit('#/explore?class=shirt&seed=8');
    await page.getByText('Direction 2').waitFor();
    const stage = page.getByRole('application');
    const box = await stage.boundingBox();
    if (box === null) throw new Error('expected a stage, got none');
    const shown = () => stage.locator('img').getAttribute('src');
    const before = await shown();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.25, { steps: 8 });
    await page.mouse.up();
    await page.waitForURL(/steps=0:1\.5_1:1\.5/);
    await expect.poll(shown).not.toBe(before);
    await stage.focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/steps=0:1\.25_1:1\.5/);
    await page.getByRole('slider', { name: /Direction 3/ }).press('ArrowRight');
    await page.waitForURL(/2:0\.05/);
    await page.getByRole('button', { name: 'Look closer' }).click();
    await page.getByRole('heading', { name: 'shirt, seed 8, moved' }).waitFor();
    await page.screenshot({ path: join(pictures, 'explore-moved.png') });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test.each([
    ['GIF', 'gif', 'GIF8'],
    ['APNG', 'png', '\x89PNG'],
    ['WebP', 'webp', 'RIFF'],
  ])('morph: the animation is exported as %s', async (label, extension, begins) => {
    const { page, complaints } = await visit('#/morph?from=3.sneaker&to=7.ankle-boot&frames=8');
    await page.getByText('frames in').waitFor();
    await page.getByRole('radio', { name: label, exact: true }).check({ force: true });
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(`sneaker-to-ankle-boot.${extension}`);
    const bytes = await readFile(await download.path());
    expect(bytes.subarray(0, begins.length).toString('latin1')).toBe(begins);
    await page.getByText(/KiB in \d+ ms/).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('picture: a file is reconstructed and varied, and what is no picture is said so', async () => {
    const { page, complaints } = await visit('#/picture');
    const choose = page.locator('input[type=file]');
    await choose.setInputFiles(await sneaker('sneaker.png'));
    await page.getByText('sneaker, the nearest class').waitFor();
    const variations = page.getByRole('list', { name: 'Variations' }).getByRole('button');
    await expect.poll(() => variations.count()).toBe(12);
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(pictures, 'picture-seen.png') });
    await variations.first().click();
    await page.getByRole('heading', { name: /Variation of seed/ }).waitFor();
    await page.getByRole('button', { name: 'Close the image' }).click();
    await page.getByText('Invert the picture first').click();
    await page.getByText('inverted here').waitFor();

    const junk = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') };
    await choose.setInputFiles(junk);
    await page.getByRole('alert').getByText('Expected a picture').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('compare: two versions on the same seeds, and one is looked at', async () => {
    const { page, complaints } = await visit('#/compare?class=coat&seed=3');
    await page.getByText('pairs in').waitFor();
    await page
      .getByRole('button', { name: /coat, seed 3, of/ })
      .first()
      .click();
    await page.getByText('the same by address').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('without a key it says what takes one, and takes it', async () => {
    const { page, complaints } = await openPage(browser, `${edge.url}/#/explore`);
    await page
      .getByRole('heading', { name: 'Moving through latent space takes an API key' })
      .waitFor();
    await page.getByRole('button', { name: 'Enter an API key' }).click();
    await page.screenshot({ path: join(pictures, 'key.png') });
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Key', { exact: true }).fill(edge.apiKey);
    await page.getByText('Keep it in this tab').click();
    await page.getByRole('button', { name: 'Use this key' }).click();
    await page.getByText('Direction 1').first().waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('the colours are changed by hand, and stay', async () => {
    const { page } = await visit('#/model');
    const background = () =>
      page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.getByRole('button', { name: /Change to light/ }).click();
    const light = await background();
    await page.getByRole('button', { name: /Change to dark/ }).click();
    expect(await background()).not.toBe(light);
    const dark = await background();
    await page.reload();
    expect(await background()).toBe(dark);
    await page.context().close();
  });

  /** A file as `setInputFiles` takes it. */
  async function sneaker(name: string) {
    const response = await fetch(
      `${edge.url}/v1/models/fashion-mnist/versions/${edge.digest}/images/42.png?class=sneaker`,
    );
    return { name, mimeType: 'image/png', buffer: Buffer.from(await response.arrayBuffer()) };
  }
});

function seen(text: string): (page: Page) => Promise<void> {
  return (page) => page.getByText(text).first().waitFor();
}
