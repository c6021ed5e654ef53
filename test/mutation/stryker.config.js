import { fileURLToPath } from 'node:url';

/**
 * Mutation testing of the layers that decide: a change to their source that no test notices is a
 * rule that nothing holds. How to run it, and what the survivors are: README.md beside this file.
 */
export default {
  mutate: ['src/core/*.ts', 'src/policy/*.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts' },
  plugins: [
    '@stryker-mutator/vitest-runner',
    fileURLToPath(new URL('error-texts.js', import.meta.url)),
  ],
  ignorers: ['error-texts'],
  // Each mutant meets only the tests that run through it: without this a file takes an hour.
  coverageAnalysis: 'perTest',
  // The tests run in a copy of the tree.
  ignorePatterns: ['dist', 'demo-output', 'fixtures/*', '!fixtures/phone'],
  tempDirName: 'coverage/mutation/sandbox',
  concurrency: 1,
  reporters: ['clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: 'coverage/mutation/report.html' },
  jsonReporter: { fileName: 'coverage/mutation/report.json' },
  allowConsoleColors: false,
};
