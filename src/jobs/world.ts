import type { Configuration } from '../config/config.js';
import type { RunSurroundings } from '../scrub/scrub.js';

/** What jobs need from outside; every command's context has it. */
export interface JobWorld extends RunSurroundings {
  readonly database: string;
  readonly configuration: Configuration;
  readonly operator: string;
  readonly account: string;
  readonly zipPassword: string | undefined;
  /** Waits so many milliseconds, or until it is stopped; undefined where nobody waits. */
  readonly pause: ((milliseconds: number) => Promise<void>) | undefined;
  readonly note: (text: string) => void;
  readonly warn: (text: string) => void;
  readonly asks: (question: {
    readonly numbers: readonly string[];
    readonly others: readonly string[];
    readonly reference: string;
  }) => Promise<void>;
  readonly answersWithFile: () => void;
}
