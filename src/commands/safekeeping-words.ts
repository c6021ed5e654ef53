import type { Safekeeping } from '../scrub/safekeeping.js';
import type { Status } from '../scrub/status.js';
import { counted, grouped } from '../ui/tables.js';
import { printable, type Paint } from '../ui/voice.js';

/** What is said where a journal is there and its database is not; empty otherwise. */
export function lostDatabase({ exists, kept: { journal } }: Status): string {
  if (exists || journal === undefined) return '';
  const { path, ends } = journal;
  const has = ends === undefined ? 'has lines' : `has ${counted(ends, 'line')}`;
  return `the database is not there, and the journal ${path} ${has}`;
}

/** Of a `status`: what keeps the database from being lost, and what must be kept. */
export function safekeepingLines({ kept, waits }: Status, paint: Paint): string[] {
  const { forks, backup, journal, unnamedJournal, holds, anchor, copies } = kept;
  const lines: string[] = [];
  if (journal !== undefined) {
    const ends =
      journal.ends === undefined ? 'its end cannot be read' : `to line ${grouped(journal.ends)}`;
    lines.push(
      `  journal    ${printable(journal.path)}, from line ${grouped(journal.begins + 1)}, ${ends}${notYet(journal.missing)}`,
    );
  }
  if (unnamedJournal !== undefined) {
    const { path, missing } = unnamedJournal;
    const lacks = linesMissingWords(missing, 'in it');
    lines.push(
      paint(
        'doubt',
        `  journal    ${printable(path)} is not named by this configuration: ${lacks}`,
      ),
    );
  }
  if (backup !== undefined) {
    lines.push(`  newest backup: ${backup.day}, to line ${grouped(backup.line)}`);
  }
  if (waits === undefined && isUncovered(kept)) {
    lines.push(
      paint(
        'doubt',
        `  no backup since the journal began anew (line ${grouped(journal?.begins ?? 0)}): tps-scrub backup FILE`,
      ),
    );
  }
  if (holds > 0) lines.push(`  ${counted(holds, 'hold')} standing: tps-scrub hold list`);
  if (anchor !== undefined) {
    lines.push(`  newest time-stamp: ${anchor.day}, of line ${grouped(anchor.line)}`);
  }
  for (const fork of forks) lines.push(`  restored: see line ${grouped(fork)} of the ledger`);
  for (const path of copies) {
    lines.push(paint('doubt', `  ${printable(copyWords(path))}`));
  }
  return lines;
}

/** How many lines of the ledger a journal lacks. @param where `in it` */
export function linesMissingWords(missing: number | undefined, where: string): string {
  if (missing === undefined) return `whether all lines are ${where} cannot be read`;
  return `${counted(missing, 'line is', 'lines are')} not ${where}`;
}

/** Lines of imports and runs go with the next objection or consent. */
function notYet(missing: number | undefined): string {
  if (missing === undefined || missing === 0) return '';
  return `; ${linesMissingWords(missing, 'in the journal yet')}`;
}

/** What is said of a hidden copy of a database, and is to be done about it. */
export function copyWords(path: string): string {
  return (
    `${path} holds a copy of a database, or its beginning: ` +
    'a backup or restore was killed there, or is at work; if none is, remove it'
  );
}

/** Whether the journal is not enough to complete any backup that is recorded. */
function isUncovered({ journal, backup }: Safekeeping): boolean {
  return journal !== undefined && journal.begins > (backup?.line ?? 0);
}

/** The same in the JSON of a `status`. */
export function safekeepingJson(kept: Safekeeping): object {
  const { forks, backup, journal, unnamedJournal, holds, anchor, copies } = kept;
  return {
    fork_lines: forks,
    newest_backup: backup === undefined ? null : { day: backup.day, line: backup.line },
    journal:
      journal === undefined
        ? null
        : {
            path: journal.path,
            begins_after_line: journal.begins,
            newest_line: journal.ends ?? null,
            lines_missing: journal.missing ?? null,
            backup_needed: isUncovered(kept),
          },
    unnamed_journal:
      unnamedJournal === undefined
        ? null
        : { path: unnamedJournal.path, lines_missing: unnamedJournal.missing ?? null },
    holds,
    newest_time_stamp: anchor === undefined ? null : { day: anchor.day, line: anchor.line },
    left_copies: copies,
  };
}
