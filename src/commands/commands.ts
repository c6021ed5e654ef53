import { auditCallsCommand } from './audit-calls.js';
import { backupCommand } from './backup.js';
import { certificateCommand } from './certificate.js';
import { checkCommand } from './check.js';
import { completionCommand } from './completion.js';
import { configShowCommand } from './config-show.js';
import { consentAddCommand } from './consent-add.js';
import { consentImportCommand } from './consent-import.js';
import { consentWithdrawCommand } from './consent-withdraw.js';
import type { CommandDefinition } from './context.js';
import { coverageCommand } from './coverage.js';
import { eraseCommand } from './erase.js';
import { explainCommand } from './explain.js';
import { holdAddCommand } from './hold-add.js';
import { jobListCommand } from './job-list.js';
import { jobRunCommand } from './job-run.js';
import { holdListCommand } from './hold-list.js';
import { holdReleaseCommand } from './hold-release.js';
import { importCommand } from './import.js';
import { initCommand } from './init.js';
import { inventoryCommand } from './inventory.js';
import { ledgerAnchorCommand } from './ledger-anchor.js';
import { ledgerAnchorsCommand } from './ledger-anchors.js';
import { ledgerExportCommand } from './ledger-export.js';
import { objectionsCommand } from './objections.js';
import { policyCommand } from './policy.js';
import { previewCommand } from './preview.js';
import { purgeCommand } from './purge.js';
import { recallCommand } from './recall.js';
import { replayCommand } from './replay.js';
import { restoreCommand } from './restore.js';
import { runsShowCommand } from './runs-show.js';
import { runsCommand } from './runs.js';
import { screenSetCommand } from './screen-set.js';
import { scrubCommand } from './scrub.js';
import { listsCommand } from './lists.js';
import { statusCommand } from './status.js';
import { suppliersCommand } from './suppliers.js';
import { suppressAddCommand } from './suppress-add.js';
import { suppressExportCommand } from './suppress-export.js';
import { suppressImportCommand } from './suppress-import.js';
import { suppressResolveCommand } from './suppress-resolve.js';
import { suppressUndoCommand } from './suppress-undo.js';
import { suppressWithdrawCommand } from './suppress-withdraw.js';
import { verifyCommand } from './verify.js';

/** Every command, in the order of the help. A command is one file and one row here. */
export const COMMANDS: readonly CommandDefinition[] = [
  initCommand,
  configShowCommand,
  importCommand,
  suppressAddCommand,
  suppressImportCommand,
  suppressExportCommand,
  suppressWithdrawCommand,
  suppressUndoCommand,
  suppressResolveCommand,
  consentAddCommand,
  consentImportCommand,
  consentWithdrawCommand,
  listsCommand,
  previewCommand,
  scrubCommand,
  screenSetCommand,
  checkCommand,
  explainCommand,
  statusCommand,
  jobRunCommand,
  jobListCommand,
  runsCommand,
  runsShowCommand,
  suppliersCommand,
  replayCommand,
  certificateCommand,
  verifyCommand,
  recallCommand,
  objectionsCommand,
  auditCallsCommand,
  coverageCommand,
  policyCommand,
  inventoryCommand,
  eraseCommand,
  purgeCommand,
  holdAddCommand,
  holdReleaseCommand,
  holdListCommand,
  backupCommand,
  restoreCommand,
  ledgerExportCommand,
  ledgerAnchorCommand,
  ledgerAnchorsCommand,
  completionCommand,
];

/** What commands of several words have in common, by their first word. */
export const COMMAND_GROUPS: Readonly<Record<string, string>> = {
  config: 'the settings in use',
  suppress: 'own suppression lists: who told the firm not to call',
  consent: 'consents: who agreed to calls of which caller',
  job: 'files that arrive, taken by named jobs of the configuration',
  hold: 'what must be kept for a case',
  ledger: 'the chain of what was recorded, for whoever checks it',
};

/** Options of every command, before or after it. */
export const GLOBAL_OPTIONS = [
  { flags: '--database <file>', description: 'database (or TPS_SCRUB_DATABASE)' },
  { flags: '--config <file>', description: 'configuration, a TOML file' },
  { flags: '--json', description: 'one JSON object on standard output' },
  { flags: '--quiet', description: 'no results and no notes, only errors' },
  { flags: '--verbose', description: 'more notes; never other results' },
  { flags: '--no-color', description: 'no colour (also NO_COLOR)' },
  { flags: '--operator <name>', description: 'who runs this, for the record' },
  { flags: '--accept-clock <why>', description: 'go on though the clock is behind the record' },
] as const;
