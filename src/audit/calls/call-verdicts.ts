/**
 * What a call comes to, in the order in which they decide: the first that holds is the call's. The
 * days of a listing are London's, and the 28 days those of PECR 2003 reg 21(3). `counted` says
 * whether such calls are counted as breaches, `open` whether what is known leaves that open. Append
 * only: the names stand in CSV and JSON.
 */
export const CALL_VERDICTS = [
  { name: 'inbound', counted: false, open: false, means: 'came in, by a stated value of the log' },
  {
    name: 'service',
    counted: false,
    open: false,
    means: 'no marketing call, by a stated value of the log',
  },
  {
    name: 'unreadable',
    counted: false,
    open: true,
    means: 'the record, the number or the start is not read',
  },
  {
    name: 'breach',
    counted: true,
    open: false,
    means: 'told and recorded before, listed for 28 days, or without the consent that is asked',
  },
  {
    name: 'told-before-recorded-after',
    counted: true,
    open: false,
    means: 'told on an earlier day, and recorded after the call',
  },
  {
    name: 'possible-breach',
    counted: false,
    open: true,
    means: 'the files, or several numbers in one cell, leave open whether it is one',
  },
  {
    name: 'order-unknown',
    counted: false,
    open: true,
    means: 'an objection, withdrawal or consent of its day, recorded after it',
  },
  {
    name: 'no-data',
    counted: false,
    open: true,
    means: 'no file says how the number stood on that day',
  },
  {
    name: 'not-uk',
    counted: false,
    open: false,
    means: "another country's number, nobody objected",
  },
  { name: 'under-28-days', counted: false, open: false, means: 'listed for less than 28 days' },
  {
    name: 'consent',
    counted: false,
    open: false,
    means: 'listed or objected to, and cleared by a consent',
  },
  { name: 'not-listed', counted: false, open: false, means: 'nothing stood against the call' },
] as const satisfies readonly { name: string; counted: boolean; open: boolean; means: string }[];

/** The name of a row of {@link CALL_VERDICTS}. */
export type CallVerdict = (typeof CALL_VERDICTS)[number]['name'];

/** Every verdict's name, in deciding order. */
export const CALL_VERDICT_NAMES: readonly CallVerdict[] = CALL_VERDICTS.map(({ name }) => name);

/**
 * Everything that was found of a call, each with the verdict that it leads to. Beside these, an
 * unreadable call has what was not read of it (call-reading.ts). Append only.
 */
export const CALL_REASONS = [
  { name: 'objection', verdict: 'breach', means: 'told before the call, and recorded before it' },
  {
    name: 'objection-recorded-after',
    verdict: 'told-before-recorded-after',
    means: 'told on an earlier day, recorded after the call',
  },
  {
    name: 'objection-same-day',
    verdict: 'order-unknown',
    means: 'told on the day of the call, recorded after it',
  },
  {
    name: 'consent-same-day',
    verdict: 'order-unknown',
    means: 'what would clear the call was given on its day, and recorded after it',
  },
  {
    name: 'withdrawal-same-day',
    verdict: 'order-unknown',
    means: 'the objection ended on the day of the call, recorded after it',
  },
  { name: 'no-consent', verdict: 'breach', means: 'the policy asks for a consent' },
  { name: 'listed-28-days', verdict: 'breach', means: 'on every file of the last 28 days' },
  {
    name: 'perhaps-28-days',
    verdict: 'possible-breach',
    means: 'came between two files, or before the first, one bound under 28 days and one not',
  },
  {
    name: 'listed-before',
    verdict: 'possible-breach',
    means: 'listed for less than 28 days, but an earlier file listed it too',
  },
  {
    name: 'perhaps-left',
    verdict: 'possible-breach',
    means: 'the file in date lists it and the next does not: it left before the call or after',
  },
  {
    name: 'listed-beside-gap',
    verdict: 'possible-breach',
    means: 'no file was in date, and the one before or after lists it',
  },
  {
    name: 'listed-under-28-days',
    verdict: 'under-28-days',
    means: 'came less than 28 days before',
  },
  { name: 'consent', verdict: 'consent', means: 'a usable consent of the caller cleared it' },
  {
    name: 'consent-recorded-after',
    verdict: 'consent',
    means: 'so did one given on an earlier day and recorded after the call',
  },
  {
    name: 'one-of-several',
    verdict: 'possible-breach',
    means: 'the cell holds several numbers, and a call to one of them, not to all, is a breach',
  },
  { name: 'no-file-in-date', verdict: 'no-data', means: 'no file of the day was held' },
  { name: 'not-covered', verdict: 'no-data', means: 'the licence of the file left the number out' },
  {
    name: 'file-not-held',
    verdict: 'no-data',
    means: 'the numbers of the file are gone, or damaged',
  },
] as const satisfies readonly { name: string; verdict: CallVerdict; means: string }[];

/** The name of a row of {@link CALL_REASONS}. */
export type CallReason = (typeof CALL_REASONS)[number]['name'];

/** Those by which a call broke an objection. */
export const OBJECTION_BROKEN: readonly CallReason[] = ['objection', 'objection-recorded-after'];

/** What a reason leads to. */
export const VERDICT_OF = Object.fromEntries(
  CALL_REASONS.map(({ name, verdict }) => [name, verdict]),
) as Readonly<Record<CallReason, CallVerdict>>;

/** What the runs of before a call say of it, whatever became of it. Append only. */
export const CALL_COVERS = [
  { name: 'in-date', means: 'a run had cleared the number for calls on that day' },
  { name: 'after-last-call-day', means: 'a run had cleared it, for calls of earlier days' },
  { name: 'before-call-date', means: 'a run had cleared it, for calls of later days' },
  { name: 'outside', means: 'no run had cleared the number' },
  { name: 'unknown', means: 'a run that could have keeps no trace, or is of that day' },
  {
    name: 'not-in-date',
    means: 'no run was for calls on that day; of earlier ones no trace is kept',
  },
] as const satisfies readonly { name: string; means: string }[];

/** The name of a row of {@link CALL_COVERS}. */
export type CallCover = (typeof CALL_COVERS)[number]['name'];
