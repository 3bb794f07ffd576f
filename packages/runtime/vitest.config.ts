import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { type PublishedFiles, readPublishedModels } from './test/published-models.ts';
import { TIMEOUT_MS } from './test/runtimes/runtime.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly publishedModels: readonly PublishedFiles[];
  }
}

const provide = { publishedModels: await readPublishedModels() };

const workerd = cloudflareTest({
  miniflare: {
    compatibilityDate: '2026-10-01',
    compatibilityFlags: ['nodejs_compat'],
    modulesRules: [{ type: 'CompiledWasm', include: ['**/*.wasm'] }],
  },
});

/**
 * `*.portable.test.ts` say the same of Node and of wrangler's workerd; `test/runtimes` of every runtime
 * that must agree.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          provide,
          include: ['{src,scripts}/**/*.test.ts', 'test/*.test.ts'],
        },
      },
      {
        plugins: [workerd],
        test: { name: 'workerd', provide, include: ['test/**/*.portable.test.ts'] },
      },
      {
        test: {
          name: 'runtimes',
          provide,
          include: ['test/runtimes/*.test.ts'],
          testTimeout: TIMEOUT_MS,
        },
      },
    ],
  },
});
