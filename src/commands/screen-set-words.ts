import type { ScreenSet } from '../audit/screen-set.js';
import type { Day } from '../core/day.js';
import { nameList } from '../core/name-list.js';
import { VOCABULARY } from '../core/version.js';
import type { Policy } from '../policy/policy.js';
import type { Caller } from '../scrub/screening.js';
import { counted, grouped } from '../ui/tables.js';
import { printable } from '../ui/voice.js';
import type { Context } from './context.js';
import { registerJson } from './register-json.js';

/** What was asked of a screen set. */
export interface AskedSet {
  readonly policy: Policy;
  readonly callDate: Day;
  readonly caller: Caller;
  readonly keyId: string;
}

/** The answer for programs; `complete` is false where numbers that a scrub holds back are not in the file. */
export function screenSetJson(found: ScreenSet, asked: AskedSet): object {
  return {
    ok: true,
    vocabulary: VOCABULARY,
    policy: asked.policy.name,
    caller: asked.caller.caller,
    campaign: asked.caller.campaign,
    call_date: asked.callDate,
    as_of: found.asOf,
    last_call_day: found.lastCallDay,
    complete: found.leftOut.length + found.partial.length === 0,
    compared: ['objections', ...found.included],
    left_out: found.leftOut,
    partial: found.partial,
    rows: found.rows,
    reasons: found.reasons,
    registers: found.registers.map(registerJson),
    key_id: asked.keyId,
    parties_left_out: found.parties,
    unread_lines_left_out: found.unreadLines,
    output: found.output,
    disclosure: found.id,
    ledger_line: found.line,
    ledger_head: found.ledgerHead,
  };
}

/** The answer for people: what is not in the file stands on standard error. */
export function tellScreenSet(context: Context, found: ScreenSet, asked: AskedSet): void {
  const { print, note, paint, headLines } = context;
  const { leftOut, partial, parties, unreadLines, rows } = found;
  const only = leftOut.length === asked.policy.requires.length;
  print(
    `${counted(rows, 'number')} that may not be called from ${asked.callDate} to ${found.lastCallDay}${only ? ' by own objections alone' : ''}: ${printable(found.output.path)}`,
  );
  for (const [reason, count] of Object.entries(found.reasons)) {
    print(`  ${reason}  ${grouped(count)}`);
  }
  print(paint('quiet', `  ${found.id}, line ${String(found.line)} of the ledger`));
  print(`  policy ${printable(asked.policy.name)}, key ${asked.keyId}`);
  headLines(found.ledgerHead).forEach(print);
  if (leftOut.length > 0) {
    note(
      `NOT a whole screen: the numbers of ${nameList(leftOut.map(upper))} are left out, since nothing says that the licence lets them be handed over ([register.NAME] may_disclose). What this set does not hold back wants a scrub all the same`,
    );
  }
  if (partial.length > 0) {
    note(
      `NOT a whole screen: ${nameList(partial.map(upper))} is licensed for some areas only, and of numbers elsewhere the set says nothing`,
    );
  }
  if (parties > 0) {
    note(
      `objections of ${counted(parties, 'person or firm', 'persons or firms')} known by a key alone are not in it`,
    );
  }
  if (unreadLines > 0) {
    note(
      `${counted(unreadLines, 'unread line')} of opt-out files ${unreadLines === 1 ? 'waits' : 'wait'}, and may hold more: tps-scrub suppress resolve`,
    );
  }
}

function upper(name: string): string {
  return name.toUpperCase();
}
