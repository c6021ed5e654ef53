/** The program's version; a test holds it to package.json. */
export const VERSION = '0.1.0';

/**
 * Version of the words that scripts rely on: JSON fields, column names, reasons, statuses
 * (cli.md). It changes when one of them changes its meaning, not when one is added.
 */
export const VOCABULARY = 1;
