import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that take long: most mutants die of a shorter one, and the first failure ends a run. */
const LONG = /properties|invariants|number-set/;

class ShortFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): number => Number(LONG.test(moduleId));
    return Promise.resolve([...files].sort((one, other) => isLong(one) - isLong(other)));
  }
}

export default defineConfig({
  test: {
    include: ['test/{core,policy}/**/*.test.ts'],
    setupFiles: ['test/mutation/first-failure.ts'],
    // Stryker starts afresh for each mutant; a worker for each file would cost more than its tests.
    isolate: false,
    // As in the whole suite: a limit for hangs.
    testTimeout: 60_000,
    sequence: { sequencer: ShortFirst },
  },
});
