import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Six processes start on what may be two cores.
  test: { testTimeout: 60_000, hookTimeout: 60_000 },
});
