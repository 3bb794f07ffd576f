/**
 * Generates `src/*.gen.ts` from `openapi.yaml`: the types (openapi-typescript) and the document
 * itself, which the Worker serves. `--check` writes nothing and fails where they are not fresh.
 */

import { readFile, writeFile } from 'node:fs/promises';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const contractUrl = new URL('../../../openapi.yaml', import.meta.url);
const header = '// Generated from openapi.yaml by `npm run gen`. Do not edit.\n\n';

async function generate(): Promise<ReadonlyMap<URL, string>> {
  const types = astToString(await openapiTypescript(contractUrl, { defaultNonNullable: false }));
  const document: unknown = parse(await readFile(contractUrl, 'utf8'));
  return new Map([
    [new URL('../src/openapi.gen.ts', import.meta.url), header + types],
    [
      new URL('../src/document.gen.ts', import.meta.url),
      `${header}export const openapiDocument: Readonly<Record<string, unknown>> = ${JSON.stringify(document, null, 2)};\n`,
    ],
  ]);
}

async function main(): Promise<void> {
  const checkOnly = process.argv.includes('--check');
  for (const [url, fresh] of await generate()) {
    if (!checkOnly) {
      await writeFile(url, fresh);
      continue;
    }
    const stored = await readFile(url, 'utf8').catch(() => '');
    if (stored !== fresh) {
      console.error(`expected ${url.pathname} to be fresh, got other text: run npm run gen`);
      process.exitCode = 1;
    }
  }
}

await main();
