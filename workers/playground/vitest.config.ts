/** `npm test` runs what is quick; `npm run test:playground` the flows one by one, with pictures of each. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'quick',
          include: ['src/**/*.test.ts', 'test/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      { test: { name: 'flows', include: ['test/flows/*.test.ts'], testTimeout: 90_000 } },
    ],
  },
});
