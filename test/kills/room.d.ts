import type { Surroundings } from '../../src/commands/surroundings.js';

/** How a command ended that ran in a process. */
export interface Ended {
  readonly killed: boolean;
  readonly status: number | null;
  readonly stderr: string;
  readonly changes: number;
  readonly milliseconds: number;
}

/** When, or how, a command is killed; never, when nothing is given. */
export interface How {
  /** After so many milliseconds. */
  readonly after?: number;
  /** Which names in the folder tell how far it has come, and after which change of theirs to count. */
  readonly signs?: RegExp;
  readonly change?: number;
  /** After how many milliseconds the command that follows is killed too. */
  readonly then?: number;
  /** What stands before the program on the command line. */
  readonly before?: readonly string[];
  /** Of Node.js. */
  readonly options?: readonly string[];
}

/** A folder with a database, put back before each trial. */
export class Room {
  constructor(
    folder: string,
    programme: {
      readonly program: string;
      readonly runCommandLine: (surroundings: Surroundings) => Promise<number>;
    },
    journal: boolean,
  );
  /** Path of the journal, if the configuration names one. */
  readonly journal: string | undefined;
  putBack(): void;
  process(words: readonly string[], how?: How): Promise<Ended>;
}
