import type Database from 'better-sqlite3';
import { wrongUse } from '../core/errors.js';

/**
 * Undoes what a writer that was killed had begun, and closes: SQLite does so at the first question.
 *
 * @param writer opened for writing just now
 * @throws ScreeningError wrong-use when this user may not
 */
export function rollBack(writer: Database.Database, path: string): void {
  try {
    writer.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (!/^SQLITE_(?:READONLY|CANTOPEN)/.test(String(error.code))) throw error;
    throw wrongUse({
      summary: `a writer was killed in ${path}, and what it had begun must be undone before anything is read`,
      why: 'only who can write the database and its folder can undo it',
      fix: `run tps-scrub status once as its owner; or copy it and ${path}-journal to one folder, and ask the copy`,
      where: path,
    });
  } finally {
    writer.close();
  }
}
