import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COPY_RULES } from '../../src/audit/explain/subject-copy.js';
import { expectRules, life } from './life-json.js';
import { Firm, NUMBER } from './told-number.js';
import { named, THEN, wholeLife } from './whole-life.js';

/** What is said of a firm's number, each event on one line, and the status. */
async function told(
  firm: Firm,
  now: string,
  names: ReadonlyMap<string, string>,
  ...words: readonly string[]
): Promise<{ readonly status: number; readonly lines: readonly string[]; readonly raw: string }> {
  const { status, stdout } = await firm.run(now, 'explain', NUMBER, ...words);
  const raw = stdout.toString();
  const joined = raw.replaceAll(/\n {12,19}(?=\S)/g, ' ').trimEnd();
  return { status, lines: named(joined, names).split('\n'), raw };
}

describe('a number with everything in its life', () => {
  let firm: Firm;
  let names: ReadonlyMap<string, string>;
  beforeAll(async () => {
    firm = new Firm();
    names = await wholeLife(firm);
  });
  afterAll(() => {
    rmSync(firm.folder, { recursive: true });
  });

  it('is told oldest first, with both instants where they differ and the line of the ledger', async () => {
    const { status, lines, raw } = await told(firm, THEN, names);
    expect(status).toBe(4);
    expect(lines).toEqual([
      '+447700900123 (mobile)',
      '',
      '2026-01-14  in the list {folder}/january.csv: kept: CLEAN, live-calls, for Acme, campaign winter, calls 2026-01-14 to 2026-02-08, supplied by Leads & Co, who says it screened it on 2026-01-13, run {first run} (by Jo, line 4)',
      '2026-01-19  on the tps edition of this day (estimated), not on that of 2026-01-12 (recorded 2026-01-20, line 6)',
      '2026-01-22  recalled from the list of run {first run}: TPS, by what was recorded up to 2026-01-22 09:00 (line 7)',
      '2026-01-22  in the list {folder}/again.csv: held back: TPS, live-calls, for Acme, calls 2026-01-22 to 2026-02-08, run {second run} (line 8)',
      "2026-02-01  consent to Acme, for live calls, by web form, wording 'Call me', ref form 17, consent-add-1, usable today (recorded 2026-02-02, by Jo, line 11)",
      '2026-02-03  objection: asked-not-to-call, list letters, from Dealer 7, ref ticket 4711, told to Acme, add-2, stands no more (recorded 2026-02-05, by Mo, line 13)',
      '2026-02-06  withdrawal of asked-not-to-call: the person asked, rang and asked for calls, list letters, from Dealer 7, told to Acme, withdraw-3 (line 15)',
      '2026-02-09  no data to 2026-02-15: no edition of ctps was in date',
      '2026-02-10  objection: other (said to Ann that the neighbour complains), day told not known, list internal, import-4, stands (line 17)',
      "2026-02-10  unread line import-4:3: '07700 900,the line of Bob' (digits that make no number), settled by naming it 2026-02-11 by resolve-5 (line 18)",
      '2026-02-10  objection: other (the line of Bob), day told not known, list internal, resolve-5, stands (recorded 2026-02-11, line 20)',
      '2026-02-12  objection: asked-not-to-call, day told not known, list internal, import-6, undone (line 22)',
      '2026-02-13  import-6 undone: the wrong file (line 24)',
      '2026-02-16  held for the case ICO-1881 (line 25)',
      '2026-02-16  not on the tps edition of this day, on that of 2026-01-19 (recorded 2026-02-17, line 27)',
      '2026-02-20  hold of the case ICO-1881 released: the case is closed (line 28)',
      '2026-02-23  no data of run {third run}: {folder}/untraced.csv: no trace was kept of it (line 29)',
      '2026-03-16  no data to 2026-05-31: no edition of tps was in date',
      '2026-03-16  no data to 2026-05-31: no edition of ctps was in date',
      '2026-06-03  in the list {folder}/trial.csv: held back: OBJECTION, live-calls, calls 2026-02-17 to 2026-03-15, historical, no list to call from, run {trial} (line 33)',
      '',
      'tps: 4 editions held, of 2026-01-12 to 2026-06-01; 1 of 4 lists it.',
      'ctps: 3 editions held, of 2026-01-12 to 2026-06-01; none lists it.',
      'Supplied by Leads & Co: 1 list, on 2026-01-14.',
      'Not known at 4 points, which is not a no.',
      'Today, policy live-calls: excluded: OBJECTION',
    ]);
    // A path that is longer than a line is not broken.
    const usual = raw.split('\n').filter((line) => !line.includes(firm.folder));
    for (const line of usual) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it('has every kind of event but three, and no field that the copy has no rule for', async () => {
    const { events } = await life(firm, THEN, 4, NUMBER);
    const kinds = new Set(events.map(({ kind }) => kind));
    expect(Object.keys(COPY_RULES).filter((kind) => !kinds.has(kind))).toEqual([
      ...['replaced', 'erasure', 'lost'],
    ]);
    expectRules(events);
  });

  it('names the ledger lines that record it', async () => {
    const { events } = await life(firm, THEN, 4, NUMBER);
    const kinds = new Map<number, string>();
    firm.write((store) => {
      const rows = store.prepare('SELECT sequence, lines, kind FROM ledger').all() as {
        sequence: number;
        lines: number;
        kind: string;
      }[];
      for (const { sequence, lines, kind } of rows) {
        for (let at = 0; at < lines; at++) kinds.set(sequence + at, kind);
      }
    });
    const of: Readonly<Record<string, string>> = {
      listed: 'edition',
      'not-listed': 'edition',
      run: 'run-sealed',
      'run-no-data': 'run-sealed',
      undone: 'suppress-undo',
      unread: 'unresolved',
    };
    for (const { kind, ledger_line: line } of events) {
      if (kind === 'no-data') expect(line).toBeNull();
      else expect([kind, kinds.get(line ?? 0)]).toEqual([kind, of[kind] ?? kind]);
    }
  });

  it('is told of a time: what was so then, or became known then', async () => {
    const { events } = await life(
      firm,
      THEN,
      0,
      NUMBER,
      '--from',
      '2026-02-02',
      '--to',
      '2026-02-05',
    );
    expect(events.map(({ kind }) => kind)).toEqual(['consent', 'objection']);
    const gap = await life(firm, THEN, 4, NUMBER, '--from', '2026-02-12', '--to', '2026-02-12');
    expect(gap.events.map(({ kind }) => kind)).toEqual(['no-data', 'objection']);
    const wrong = await firm.run(
      THEN,
      'explain',
      NUMBER,
      '--from',
      '2026-03-01',
      '--to',
      '2026-02-01',
    );
    expect(wrong.status).toBe(2);
  });

  it('is told as it was known', async () => {
    const then = await life(firm, THEN, 0, NUMBER, '--as-of', '2026-02-06T08:00:00Z');
    expect(then.events.map(({ kind }) => kind)).toEqual([
      ...['run', 'listed', 'recall', 'run', 'consent', 'objection'],
    ]);
    expect(then.events.at(-1)).toMatchObject({ stands: true });
    const before = await life(firm, THEN, 0, NUMBER, '--as-of', '2026-01-22T08:00:00Z');
    expect(before.events.map(({ kind }) => kind)).toEqual(['run', 'listed']);
    expect(then.verdict).toMatchObject({ call_date: '2026-02-06', reasons: ['OBJECTION', 'TPS'] });
  });

  it('is copied for the person without what is ours or others’', async () => {
    const said = await firm.run(THEN, 'explain', NUMBER, '--subject-copy', '--case', 'SAR-17');
    const text = said.stdout.toString();
    const copy = await life(firm, THEN, 4, NUMBER, '--subject-copy');
    for (const others of [
      ...['Jo', 'Mo', 'Ann', 'Bob', 'tester', 'machine', 'ICO-1881', 'SAR-17', 'ticket', 'form 17'],
      ...['.csv', 'letters', 'internal', 'import-', 'the wrong file', 'rang', 'closed', 'line 4'],
      ...names.keys(),
    ]) {
      expect(text).not.toContain(others);
      expect(JSON.stringify(copy)).not.toContain(others);
    }
    expect(said.status).toBe(4);
    expect(said.stderr).toContain('check the identity of whoever asks before this is sent');
    expect(said.stderr).toContain('a line may be shared by several persons');
    expect(said.stderr).toContain('objection.note (2)');
    expect(copy.warnings).toHaveLength(3);
    expect(copy.left_out).toContainEqual({ what: 'objection.note', times: 2 });
    expect(copy.left_out).toContainEqual({ what: 'objection.source', times: 1 });
    expect(copy.events).toHaveLength((await life(firm, THEN, 4, NUMBER)).events.length);
    const lines = text.replaceAll(/\n {19}(?=\S)/g, ' ').split('\n');
    expect(lines).toContain(
      '  3 February 2026  An objection to calls (asked not to be called), told to Acme. It is not in force any more. (Recorded on 5 February 2026.)',
    );
    expect(lines).toContain(
      ' 23 February 2026  No data: a list was checked on this day, and it is not known whether the number stood in it.',
    );
    expect(lines).toContain('We were given the number by Leads & Co.');
    expect(text).toContain('The Telephone Preference Service (TPS) is a public register');
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it('is asked about in the access log, under a case', async () => {
    await firm.run(THEN, 'explain', NUMBER, '--case', 'SAR-18');
    const last = readFileSync(`${firm.database}.access.log`, 'utf8').trimEnd().split('\n').at(-1);
    expect(last).toContain('SAR-18');
    expect(last).toContain('"command":"explain"');
    expect(last).not.toContain('900123');
  });

  it('is told after an erasure by what the neutral words leave', async () => {
    await firm.json('2026-06-10T10:00:00Z', ['erase', NUMBER, '--request', 'SAR-1']);
    const { lines } = await told(firm, '2026-06-10T11:00:00Z', names);
    expect(lines).toContain(
      '2026-06-10  erasure for SAR-1: what was said in 1 consent, 3 objections, 1 withdrawal, 1 unread line, 1 hold and 1 release of a hold was erased (line 35)',
    );
    expect(lines).toContain(
      '2026-02-03  objection: asked-not-to-call, list internal, from erased-1, ref erased-2, told to Acme, add-2, stands no more (recorded 2026-02-05, by Mo, line 13)',
    );
    expect(lines).toContain(
      '2026-02-10  unread line import-4:3: its text was erased, settled by naming it 2026-02-11 by resolve-5 (line 18)',
    );
    const copy = await life(firm, '2026-06-10T11:01:00Z', 4, NUMBER, '--subject-copy');
    expect(JSON.stringify(copy)).not.toContain('erased-');
    expect(copy.left_out).not.toContainEqual(expect.objectContaining({ what: 'objection.note' }));
    expect(copy.events.at(-1)).toMatchObject({ kind: 'erasure', payloads: 8 });
  });
});
