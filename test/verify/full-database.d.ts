/** Runs a command line at an instant on a database: its status, and what it said. */
export type RunCommand = (
  words: readonly string[],
  database: string,
  now: string,
) => Promise<{ readonly status: number; readonly text: string }>;

/** Makes a database in a folder that has rows of every kind; its path. */
export function makeFullDatabase(folder: string, run: RunCommand): Promise<string>;
