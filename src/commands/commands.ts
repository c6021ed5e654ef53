import { checkCommand } from './check.js';
import type { CommandDefinition } from './context.js';
import { importCommand } from './import.js';
import { scrubCommand } from './scrub.js';
import { statusCommand } from './status.js';

/** Every command, in the order of the help. A command is one file and one row here. */
export const COMMANDS: readonly CommandDefinition[] = [
  importCommand,
  scrubCommand,
  checkCommand,
  statusCommand,
];

/** Options of every command, before or after it. */
export const GLOBAL_OPTIONS = [
  { flags: '--database <file>', description: 'database (or TPS_SCRUB_DATABASE)' },
  { flags: '--config <file>', description: 'configuration, a TOML file' },
  { flags: '--json', description: 'one JSON object on standard output' },
  { flags: '--quiet', description: 'no results and no notes, only errors' },
  { flags: '--verbose', description: 'more notes; never other results' },
  { flags: '--no-color', description: 'no colour (also NO_COLOR)' },
  { flags: '--operator <name>', description: 'who runs this, for the record' },
] as const;
