/**
 * Commands that work while a database waits for its journal, since they answer about nobody; `alone` only
 * without an argument. All others are refused: objections are missing.
 */
export const DURING_WAIT: Readonly<Record<string, 'always' | 'alone'>> = {
  init: 'always',
  'config show': 'always',
  preview: 'always',
  status: 'always',
  verify: 'alone',
  policy: 'always',
  inventory: 'always',
  backup: 'always',
  restore: 'always',
  'ledger export': 'always',
  'ledger anchors': 'always',
  completion: 'always',
};

/**
 * Refuses a command that answers, while the database waits. One that cannot be opened is left to it.
 *
 * @param words its arguments
 * @throws ScreeningError not-safe
 */
export async function refuseWhileWaiting(
  database: string,
  command: string,
  words: readonly string[],
): Promise<void> {
  const works = DURING_WAIT[command];
  if (works === 'always' || (works === 'alone' && words.length === 0)) return;
  const { openForReading } = await import('../store/database.js');
  const { requireNoWait } = await import('../store/awaited-journal.js');
  let store: ReturnType<typeof openForReading>;
  try {
    store = openForReading(database);
  } catch {
    return;
  }
  try {
    if (store !== undefined) requireNoWait(store);
  } finally {
    store?.close();
  }
}
