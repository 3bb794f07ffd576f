/** Tests that run inside workerd, and tests in Node that talk to a running Worker. */

import { fileURLToPath } from 'node:url';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { bootstrapKeyHash } from './test/support/test-keys.ts';

const migrations = await readD1Migrations(fileURLToPath(new URL('migrations', import.meta.url)));

export default defineConfig({
  test: {
    silent: 'passed-only',
    projects: [
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.jsonc' },
            miniflare: {
              bindings: {
                ADMIN_KEY_HASH: bootstrapKeyHash,
                MIGRATIONS: migrations,
                REPORT_MS: '0',
              },
            },
          }),
        ],
        test: {
          name: 'workerd',
          include: ['src/**/*.test.ts', 'test/workerd/**/*.test.ts'],
          setupFiles: ['test/support/setup.ts'],
          testTimeout: 30_000,
          // tfjs is hundreds of files: loading each on its own takes half a minute.
          deps: {
            optimizer: {
              ssr: {
                enabled: true,
                include: [
                  'ajv/dist/2020.js',
                  'ajv-formats',
                  'fast-check',
                  'fast-png',
                  'gifenc/dist/gifenc.esm.js',
                  'valibot',
                  '@tensorflow/tfjs-core',
                  '@tensorflow/tfjs-backend-wasm',
                ],
              },
            },
          },
        },
      },
      {
        test: { name: 'node', include: ['test/node/**/*.test.ts'], testTimeout: 60_000 },
      },
    ],
  },
});
