import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/bench/**'],
    // A test left alone with .only would let every other one go unrun.
    allowOnly: false,
    // Some tests start the built program several times; the limit is there for hangs, not for speed.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
