/**
 * Commands that a signal ends at once, as the system ends any program: they give no file a name, and so
 * have nothing to tidy, but for restore, whose copy the next command tells of as after a kill. Each asks the database long questions, or writes in one transaction, and while that
 * goes on no handler of a signal has its turn (core/end-at-once.ts): where there is none, none is
 * waited for, however much is held.
 *
 * What they write bears it. A question stands in the access log before its answer is told; scratch files
 * have no name; what was not committed is rolled back by the next command. So an answer that did not come
 * says nothing of whether something was recorded: the next one does. All other commands hear signals.
 */
export const ENDS_AT_ONCE: readonly string[] = [
  'suppress add',
  'suppress withdraw',
  'suppress undo',
  'suppress resolve',
  'consent add',
  'consent withdraw',
  'lists',
  'check',
  'explain',
  'status',
  'job list',
  'runs',
  'runs show',
  'suppliers',
  'replay',
  'verify',
  'objections',
  'coverage',
  'policy',
  'inventory',
  'erase',
  'purge',
  'hold add',
  'hold release',
  'hold list',
  'ledger anchors',
  'restore',
  'completion',
];
