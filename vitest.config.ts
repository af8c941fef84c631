import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{models,pipeline,server,web,tests}/**/*.test.ts'],
    // Real servers and inference share two cores: more files at once only slow each other down.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
