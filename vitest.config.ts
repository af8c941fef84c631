import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{models,pipeline,server,web,tests}/**/*.test.ts'],
    // Real servers and inference share two cores: more files at once only slow each other down.
    maxWorkers: 2,
    // For tests that hang. What has to be quick says so itself.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
