import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Training for real takes seconds; on a busy machine, many.
  test: { testTimeout: 60_000, hookTimeout: 60_000 },
});
