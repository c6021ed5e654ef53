import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { newRooms, type PastRoom } from '../audit/past-room.js';

const newRoom = newRooms();
const THEN = '2026-07-15T09:00:00Z';
const LATER = '2026-07-20T09:00:00Z';
const LIST = ['07700 900456', '07700 900123', '7700900456', '02079460123', '0999'];

interface CertificateJson {
  readonly run: string;
  readonly page: string | null;
  readonly ledger_head: string;
  readonly registers: readonly Record<string, unknown>[];
  readonly reasons: Readonly<Record<string, number>>;
  readonly distinct_numbers: Readonly<Record<string, number>> | null;
}

let room: PastRoom;
beforeEach(async () => {
  room = newRoom();
  await room.loadRegisters('2026-07-10');
});

function certified(...words: readonly string[]): Promise<CertificateJson> {
  return room.json<CertificateJson>(LATER, 'certificate', 'last', ...words);
}

/** The page of the last run, as its readers see it: without markup. */
async function pageText(now = LATER): Promise<string> {
  const said = await room.run(now, 'certificate', 'last', '--out', '-');
  expect([said.status, said.stderr]).toEqual([0, '']);
  const [, body = ''] = said.stdout.toString().split('<body>');
  return body
    .replace(/<[^>]+>/g, ' ')
    .replace(/[\s]+/g, ' ')
    .replaceAll('&#39;', "'");
}

/** Runs the certificate where it must be refused: its status and words. */
async function refused(name = 'last'): Promise<readonly [number, string]> {
  const out = room.path('refused.html');
  const said = await room.run(LATER, 'certificate', name, '--out', out);
  expect(existsSync(out)).toBe(false);
  return [said.status, said.stderr];
}

describe('certificate', () => {
  it('says what was screened, against what, by what rules, and what came of it', async () => {
    const terms = ['--caller', 'Acme', '--campaign', 'summer', '--operator', 'Jo'];
    const run = await room.scrub(THEN, 'a.csv', LIST, ...terms);
    const text = await pageText();
    for (const words of [
      `tps-scrub, run ${run}`,
      "a.csv, 5 records, screened against TPS and CTPS and the firm's own suppression lists on 15 July 2026 at 10:00 in London for Acme, campaign summer.",
      'Register-valid to 6 August 2026: for calls from 15 July 2026 to 6 August 2026, both days included.',
      'Own objections recalled through 15 July 2026 at 10:00 (London), when the list was made',
      'Columns screened Phone (found by header and content)',
      'TPS, edition 1 10 Jul 2026 1 not checked 10 Jul 2026 6 Aug 2026',
      'a record with a number that is held back is left out whole',
      'TPS excluded 1 1',
      'CLEAN clean 2 1',
      'Run by Jo (tester (1000) on machine)',
      'with tps-scrub 0.1.0',
      `tps-scrub replay ${run} --input LIST`,
      'A number must not be called if the number is listed on the TPS register',
    ]) {
      expect(text).toContain(words);
    }
    const list = readFileSync(room.path('a.csv'));
    const clean = readFileSync(room.path('a.clean.csv'));
    for (const file of [list, clean]) {
      expect(text).toContain(createHash('sha256').update(file).digest('hex'));
    }
  });

  it('has in JSON what the record has, and numbers by what was decided of them', async () => {
    const run = await room.scrub(THEN, 'a.csv', LIST);
    const shown = await room.json<{ record: Record<string, unknown> }>(LATER, 'runs', 'show', run);
    const { counts, reasons, numbers, policy_sha256 } = {
      ...shown.record,
      ...(shown.record['plan'] as Record<string, unknown>),
    } as Record<string, unknown>;
    const found = await certified();
    expect(found).toMatchObject({
      ...{ run, page: null, standing: 'in-date', register_valid_to: '2026-08-06' },
      ...{ counts, reasons, numbers, policy_sha256 },
      own_objections_recalled_through: '2026-07-15T09:00:00.000Z',
      not_screened_against: [],
      distinct_numbers: { TPS: 1, CTPS: 1, CLEAN: 1 },
      replay: { program_version: '0.1.0' },
      registers: [
        { id: 'tps', dated: '2026-07-10', estimated: false, size_checked: false },
        { id: 'ctps', guards_overridden: false, last_call_day: '2026-08-06' },
      ],
    });
    expect(existsSync(room.path(`certificate-${run}.html`))).toBe(false);
  });

  it('is one whose head verify finds, in page and JSON', async () => {
    await room.scrub(THEN, 'a.csv', LIST);
    const [page, json] = [room.path('c.html'), room.path('c.json')];
    const { ledger_head, page: written } = await certified('--out', page);
    expect(written).toBe(page);
    expect(readFileSync(page, 'utf8')).toContain(ledger_head);
    writeFileSync(json, JSON.stringify({ ledger_head }));
    for (const file of [page, json]) {
      expect((await room.run(LATER, 'verify', '--head', file)).status).toBe(0);
    }
    writeFileSync(page, readFileSync(page, 'utf8').replace(ledger_head, 'f'.repeat(64)));
    expect((await room.run(LATER, 'verify', '--head', page)).status).toBe(3);
  });

  it('tells how the size of each edition was checked, and which guards were overridden', async () => {
    writeFileSync(room.path('room.toml'), '[caller.Acme]\n[register.tps]\nminimum_numbers = 1\n');
    const tps = ['import', 'tps', room.path('tps.txt'), '--dated', '2026-07-11'];
    await room.json('2026-07-11T09:00:00Z', ...tps, '--accept-change', 'the same as before');
    const ctps = ['import', 'ctps', room.path('ctps.txt'), '--downloaded', '2026-07-12'];
    const why = ['--accept-change', 'they said two', '--published-total', '2'];
    await room.json('2026-07-12T09:00:00Z', ...ctps, ...why);
    await room.scrub(THEN, 'a.csv', LIST);
    expect((await certified()).registers).toMatchObject([
      { id: 'tps', size_checked: { against: 'minimum-numbers', numbers: 1 } },
      {
        id: 'ctps',
        size_checked: { against: 'published-total', numbers: 2 },
        estimated: true,
        guards_overridden: true,
        accepted: 'they said two',
      },
    ]);
    const text = await pageText();
    expect(text).toContain('11 Jul 2026 1 no fewer than 1');
    expect(text).toContain('11 Jul 2026, estimated from the download 1 published total of 2');
    expect(text).toContain('overridden at its import: they said two');
  });

  it('says aloud what a list is not good for', async () => {
    await room.scrub(THEN, 'a.csv', LIST, '--policy', 'live-calls-consumer');
    expect(await pageText()).toContain('Not screened against CTPS.');
    expect(await pageText('2026-08-07T09:00:00Z')).toContain(
      'Out of date since 7 August 2026: no call may be made from its list now.',
    );
    await room.scrub(LATER, 'b.csv', LIST, '--as-of', '2026-07-12');
    const text = await pageText();
    expect(text).toContain(
      'Historical: what a scrub would have decided about calls of 12 July 2026',
    );
    expect(text).not.toContain('Register-valid to');
  });

  it('says how many objected since, and whether that was passed on', async () => {
    const run = await room.scrub(THEN, 'a.csv', LIST);
    const open = 'Recorded since and not passed on';
    expect(await pageText()).toContain(`${open}: no number of the list.`);
    await room.json('2026-07-16T09:00:00Z', 'suppress', 'add', '07700900456', '07700900999');
    expect(await pageText()).toContain(
      `(London), when the list was made; no later ones were passed on for it. ${open}: 1 number of the list, not to be called any more: tps-scrub recall ${run}.`,
    );
    expect(await certified()).toMatchObject({ objections_not_passed_on: 1 });
    const marks = ['--out', room.path('dnc.csv'), '--mark-sent'];
    await room.json('2026-07-17T09:00:00Z', 'recall', '--all', ...marks);
    const told = await pageText();
    expect(told).toContain(
      'the numbers of people who had objected by then were held back, or passed on after the list was made.',
    );
    expect(told).toContain(`${open}: no number of the list.`);
    expect(await pageText('2026-09-20T09:00:00Z')).not.toContain(open);
  });

  it('says that it does not know who objected since where no trace was kept', async () => {
    await room.scrub(THEN, 'a.csv', LIST, '--no-trace');
    expect(await certified()).toMatchObject({ objections_not_passed_on: 0 });
    await room.json('2026-07-16T09:00:00Z', 'suppress', 'add', '07700900456');
    expect(await pageText()).toContain('Recorded since and not passed on: not known;');
    expect(await certified()).toMatchObject({ objections_not_passed_on: null });
  });

  it('has no number of a person in it, whatever the list has', async () => {
    await room.json(THEN, 'suppress', 'add', '07700 900456');
    await room.scrub(LATER, 'a.csv', LIST);
    const said = await room.run(LATER, 'certificate', 'last', '--out', '-');
    for (const digits of ['7700900456', '7700900123', '2079460123']) {
      expect(said.stdout.toString()).not.toContain(digits);
    }
  });

  it('is refused of a run without a list, and of one that is not what was recorded', async () => {
    expect(await refused()).toEqual([2, expect.stringContaining('there is no run')]);
    const run = await room.scrub(THEN, 'a.csv', LIST);
    room.write((store) => store.exec("UPDATE run SET state = 'sealed'"));
    expect(await refused()).toEqual([2, expect.stringContaining(`${run} cannot be certified`)]);
    room.write((store) => store.exec("UPDATE run SET state = 'released'"));
    room.write((store) => store.exec('UPDATE edition SET numbers = 2 WHERE id = 1'));
    expect(await refused()).toEqual([3, expect.stringContaining('tps editions is not what was')]);
    room.write((store) => store.exec('UPDATE edition SET numbers = 1 WHERE id = 1'));
    room.write((store) => store.exec("UPDATE run SET record = replace(record, 'Phone', 'Other')"));
    expect(await refused(run)).toEqual([3, expect.stringContaining('error:')]);
  });

  it('replaces a certificate when it is told to, and never another file', async () => {
    await room.scrub(THEN, 'a.csv', LIST);
    const out = room.path('c.html');
    const run = (to: string, ...words: readonly string[]) =>
      room.run(LATER, 'certificate', 'last', '--out', to, ...words);
    expect((await run(out)).status).toBe(0);
    const before = readFileSync(out);
    expect((await run(out)).status).toBe(2);
    expect(readFileSync(out).equals(before)).toBe(true);
    const said = await run(out, '--force', '--operator', 'Jo');
    const hash = createHash('sha256').update(readFileSync(out)).digest('hex');
    expect(said.stdout.toString()).toContain(`SHA-256 ${hash}`);
    writeFileSync(room.path('mine.html'), '<!doctype html>');
    for (const name of ['mine.html', 'a.csv', 'a.clean.csv', 'scrub.db', 'scrub.db.access.log']) {
      const bytes = readFileSync(room.path(name));
      const { status, stderr } = await run(room.path(name), '--force');
      expect([name, status]).toEqual([name, 2]);
      expect(stderr).toContain('is no page of this kind');
      const after = readFileSync(room.path(name));
      expect(after.subarray(0, bytes.length).equals(bytes)).toBe(true);
    }
  });

  it('tells a flagged list, and one with emptied cells, from a list to call from', async () => {
    await room.scrub(THEN, 'a.csv', LIST, '--rows', 'flag');
    const flagged = await pageText();
    expect(flagged).toContain('No call may be made from the list as it is');
    expect(flagged).toContain('1 record could not be screened and is marked so in the list.');
    expect(flagged).not.toContain('nothing that was not read is in the list');
    const list = room.path('b.csv');
    writeFileSync(list, 'Phone,Mobile\n07700 900456,07700 900123\n07700 900789,\n');
    await room.json(THEN, 'scrub', list, '--rows', 'blank');
    expect(await pageText()).toContain(
      '1 record stayed without the cells that may not be called, and is not counted as clean',
    );
  });

  it('counts as numbers only what was read as one, and says what readings are', async () => {
    // Each of these cells could be read in several ways, and none of them is a number of the list.
    await room.scrub(THEN, 'a.csv', ['07700 900456', '0770O 9OO999']);
    const found = await certified();
    expect(found.reasons).toMatchObject({ NUMBER_AMBIGUOUS: 1 });
    expect(found.distinct_numbers).toEqual({ CLEAN: 1 });
    const text = await pageText();
    expect(text).toContain('NUMBER_AMBIGUOUS unscreened 1 –');
    expect(text).toContain(
      'Readings of damaged cells, in which no number stands for certain, are not counted as numbers.',
    );
    const replayed = await room.run(LATER, 'replay', 'last', '--from-trace');
    const said = replayed.stdout.toString();
    expect(said).toContain('The same decision about 1 number and ');
    expect(said).toMatch(/\d readings? of damaged cells: run /);
    expect(said).toMatch(/NUMBER_AMBIGUOUS, readings +0 kept +\d held back/);
    expect(said).not.toMatch(/NUMBER_AMBIGUOUS +0 kept/);
  });

  it('says how many opt-out lines waited when the list was made, and which flags there were', async () => {
    const told = room.path('told.csv');
    writeFileSync(told, 'number\nring him 07700\n07700 900789\n');
    await room.run(THEN, 'suppress', 'import', told);
    await room.scrub('2026-07-16T09:00:00Z', 'a.csv', LIST);
    const waited = '1 line of opt-out files waited to be settled';
    expect(await pageText()).toContain(waited);
    expect(await pageText()).toContain('Flags of numbers zero-restored 1');
    const [line = ''] = /import-\d+:\d+/.exec(
      (await room.run(LATER, 'suppress', 'resolve')).stdout.toString(),
    ) as readonly string[];
    await room.json(LATER, 'suppress', 'resolve', line, '--number', '07700 900777');
    expect(await pageText('2026-07-21T09:00:00Z')).toContain(waited);
    await room.scrub('2026-07-21T09:00:00Z', 'c.csv', LIST);
    expect(await pageText('2026-07-21T09:00:00Z')).toContain('Unread opt-outs none waited');
  });

  it('is a question that the access log knows, with its case', async () => {
    const run = await room.scrub(THEN, 'a.csv', LIST);
    await certified('--case', 'ICO-7');
    const log = readFileSync(`${room.database}.access.log`, 'utf8');
    expect(log).toMatch(new RegExp(`"case":"ICO-7","command":"certificate".*run ${run}`));
  });
});
