/** The page as its readers have it: a real Chromium, which notes whatever it objects to. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromiumEnvironment, findChromium } from '@comfy-edge/runtimes-under-test';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

export interface OpenPage {
  readonly page: Page;
  /** What the console, the page's policy or the network had to say. */
  readonly complaints: string[];
}

/** Undefined where there is none for this machine; `CI` insists on one. */
const executable = await findChromium();
export const isLeftOut = executable === undefined && !process.env.CI;

export async function launch(flags: readonly string[] = []): Promise<Browser> {
  if (executable === undefined) throw new Error('expected a Chromium, got none: npm ci');
  return chromium.launch({
    executablePath: executable,
    env: definedIn(chromiumEnvironment(executable)),
    // The page is ours, and containers and root have no sandbox to give.
    args: ['--no-sandbox', '--disable-gpu', ...flags],
  });
}

/** A tab that may ask the service alone. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    ...{ locale: 'en-GB', viewport: { width: 1440, height: 900 } },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(25_000);
  const complaints: string[] = [];
  const { origin } = new URL(address);
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url))
      complaints.push(`asked ${url}`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(address);
  return { page, complaints };
}

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe-core (https://github.com/dequelabs/axe-core) finds wrong, a line each. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(axe, 'utf8'));
  return page.evaluate(async () => {
    const { axe: run } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations: found } = await run.run(document);
    return found.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
    );
  });
}

/** Pixels that one could scroll sideways. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

function definedIn(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
