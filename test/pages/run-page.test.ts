import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { newRooms, type PastRoom } from '../audit/past-room.js';
import { faultsOf, textOf } from './page-markup.js';

const newRoom = newRooms();
const THEN = '2026-07-15T09:00:00Z';
const LATER = '2026-08-20T09:00:00Z';
const LIST = ['07700 900456', '07700 900123', '020 7946 0123', '0999', '+33 1 23 45 67 89'];

interface WithPage {
  readonly ok: boolean;
  readonly run: string;
  readonly summary?: string;
  readonly counts: { readonly clean: number };
  readonly outputs: readonly { readonly path: string; readonly sha256: string }[];
  readonly page?: { readonly path: string; readonly sha256: string } | null;
}

let room: PastRoom;
beforeEach(async () => {
  room = newRoom();
  await room.loadRegisters('2026-07-10');
});

function list(name: string, numbers: readonly string[], header = 'Phone'): string {
  writeFileSync(room.path(name), [header, ...numbers, ''].join('\r\n'));
  return room.path(name);
}

/** Scrubs with a page; what it says in JSON, and the page. */
async function scrubbed(
  numbers: readonly string[] = LIST,
  ...options: readonly string[]
): Promise<{ readonly said: WithPage; readonly html: string; readonly text: string }> {
  const words = [list('a.csv', numbers), '--html', room.path('a.html'), ...options];
  const said = await room.json<WithPage>(THEN, 'scrub', ...words);
  const html = readFileSync(room.path('a.html'), 'utf8');
  expect(faultsOf(html)).toEqual([]);
  return { said, html, text: textOf(html) };
}

/** The page of the last run as `runs show` makes it at an instant. */
async function shownPage(now: string, ...options: readonly string[]): Promise<string> {
  const made = room.path('shown.html');
  rmSync(made, { force: true });
  const said = await room.run(now, 'runs', 'show', 'last', '--html', made, ...options);
  expect(said.status, said.stderr).toBe(0);
  const html = readFileSync(made, 'utf8');
  expect(faultsOf(html)).toEqual([]);
  return html;
}

describe('the page of a run', () => {
  it('says first whether to call, then why not whom, and last what proves nothing by itself', async () => {
    const { said, text } = await scrubbed(LIST, '--caller', 'Acme', '--campaign', 'summer');
    const inOrder = [
      'a.csv, 5 records, screened against TPS and CTPS',
      'Last call day: 6 August 2026. Do not call from this list after it.',
      '1 of 5 records clean, 4 records held back.',
      `This page is no evidence: anybody could have written it. What a run proves stands on its certificate: tps-scrub certificate ${said.run}.`,
      'Of 5 records, from left to right: 1 clean (20.0 %), 2 excluded (40.0 %), 2 unscreened (40.0 %).',
      'TPS: 1 record',
      'Basis PECR 2003 reg 21(1)(b)',
      'CTPS: 1 record',
      'NUMBER_INVALID: 1 record What it means The cell holds digits that make no complete telephone number.',
      'NOT_UK: 1 record',
      'Register Edition File dated Numbers Clears calls to TPS 1 10 Jul 2026 1 6 Aug 2026 CTPS 2',
      'Policy live-calls, for Acme, campaign summer',
      'a.clean.csv cleaned list 1 record a.excluded.csv report 4 lines',
      `tps-scrub recall ${said.run}`,
      'tps-scrub verify FILE',
      'All 4 lines of the report a.excluded.csv',
      '2 3 Phone +44*******123 TPS tps, 2026-07-10',
      `Cleaned list, SHA-256 ${said.outputs[0]?.sha256 ?? ''}`,
      'Ledger head',
      'tps-scrub 0.1.0',
    ];
    let from = 0;
    for (const words of inOrder) {
      const at = text.indexOf(words, from);
      expect(at, words).toBeGreaterThan(-1);
      from = at;
    }
  });

  it('is drawn: a bar of the outcomes, and one for each reason', async () => {
    const { html } = await scrubbed();
    const [whole = ''] = /<svg class="shares".*?<\/svg>/s.exec(html) ?? [];
    const parts = [...whole.matchAll(/<rect class="(\w+)" x="([\d.]+)" width="([\d.]+)"/g)];
    expect(parts.map(([, ...part]) => part)).toEqual([
      ['good', '0.0', '200.0'],
      ['bad', '200.0', '400.0'],
      ['doubt', '600.0', '400.0'],
    ]);
    expect(html.match(/<svg class="bar" aria-hidden="true">/g)).toHaveLength(5);
  });

  it('masks numbers and shows no cell, unless they are asked for', async () => {
    const numbers = ['07700 900456', 'Ann Smith 07700 900123', 'ring 0770 on Monday'];
    const { html } = await scrubbed(numbers);
    for (const told of ['900123', 'Ann Smith', '0770', 'Monday']) expect(html).not.toContain(told);
    expect(textOf(html)).toContain('+44*******123');
    expect(textOf(html)).toContain('Numbers are masked; the report has them in full.');
    const full = textOf(await shownPage(THEN, '--full'));
    expect(full).toContain('+447700900123 TPS tps, 2026-07-10 Ann Smith 07700 900123');
    expect(full).toContain('ring 0770 on Monday');
    expect(full).not.toContain('masked');
  });

  it('shows cells and names of columns as text, whatever stands in them', async () => {
    const evil = '"</td><script>alert(1)</script>&\u202e\u0007 0770"';
    const name = '"<b onclick=""x"">Phone\u0007"';
    list('a.csv', ['07700 900456', evil], name);
    const words = ['--column', '1', '--html', room.path('e.html'), '--full'];
    await room.json(THEN, 'scrub', room.path('a.csv'), ...words);
    const html = readFileSync(room.path('e.html'), 'utf8');
    expect(faultsOf(html)).toEqual([]);
    expect(html).toContain(
      '&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;\\x202e\\x07 0770',
    );
    expect(html).toContain('&lt;b onclick=&quot;x&quot;&gt;Phone\\x07');
    expect(html).not.toMatch(/[\u202e\u0007]/);
  });

  it('shows a hundred lines of a report, and says how many more there are and where', async () => {
    const numbers = Array.from({ length: 101 }, (_, at) => `"0999,\r\n""${String(at)}"`);
    const { text } = await scrubbed(numbers, '--column', 'Phone');
    expect(text).toContain('The first 100 of 101 lines of the report a.excluded.csv');
    expect(text).toContain(' And 1 more, in the report a.excluded.csv. ');
    expect(text.split('NUMBER_INVALID')).toHaveLength(1 + 1 + 1 + 100);
  });

  it('says so when nothing was held back, and when there was no record', async () => {
    const { text } = await scrubbed(['07700 900456']);
    expect(text).toContain('What was held back Nothing was held back.');
    expect(text).not.toContain('Why, and what to do');
    rmSync(room.path('a.html'));
    const empty = await scrubbed([], '--force');
    expect(empty.text).toContain('0 clean (0 %)');
  });

  it('says of a historical list, and of one with every record, that nobody calls from it', async () => {
    const past = ['--historical', '--call-date', '2026-07-14'];
    const { text } = await scrubbed(LIST, ...past);
    expect(text).toContain('Historical: what a scrub would have decided');
    expect(text).not.toContain('Last call day');
    expect(text).toContain('Do not call from this list.');
    rmSync(room.path('a.html'));
    const flagged = await scrubbed(LIST, '--force', '--rows', 'flag');
    expect(flagged.text).toContain('No call may be made from the list as it is');
    expect(flagged.text).toContain('Filter the list on scrub_outcome=clean');
  });

  it('names registers that were not asked, and a date that is an estimate', async () => {
    const { text } = await scrubbed(LIST, '--policy', 'live-calls-consumer');
    expect(text).toContain('Not screened against CTPS.');
  });
});

describe('runs show --html', () => {
  it('makes the page that the scrub made, and later one that is out of date', async () => {
    const { html } = await scrubbed();
    expect(await shownPage(THEN)).toBe(html);
    const later = textOf(await shownPage(LATER));
    expect(later).toContain('Out of date since 7 August 2026');
    expect(later).toContain('Do not call from this list.');
    expect(later).not.toContain('Last call day');
  });

  it('shows no line of a report that is gone, or is not the one that was written', async () => {
    await scrubbed();
    const report = room.path('a.excluded.csv');
    writeFileSync(report, readFileSync(report, 'utf8').replace('900123', '900124'));
    const why = 'The report a.excluded.csv cannot be shown here: ';
    const altered = textOf(await shownPage(THEN));
    expect(altered).toContain(`${why}what stands under its name is not what the run wrote.`);
    expect(altered).not.toContain('*');
    rmSync(report);
    expect(textOf(await shownPage(THEN))).toContain(`${why}it is not there any more`);
  });

  it('makes none of a run whose record was altered', async () => {
    await scrubbed();
    room.write((store) => {
      store.exec(`UPDATE run SET record = replace(record, '"clean":1', '"clean":2')`);
    });
    const made = room.path('b.html');
    const said = await room.run(THEN, 'runs', 'show', 'last', '--html', made);
    expect([said.status, existsSync(made)]).toEqual([3, false]);
  });

  it('has the page and its hash in JSON', async () => {
    await scrubbed();
    const made = room.path('b.html');
    const said = await room.json<WithPage>(THEN, 'runs', 'show', 'last', '--html', made);
    const sha256 = createHash('sha256').update(readFileSync(made)).digest('hex');
    expect(said.page).toEqual({ path: made, sha256 });
    expect(await room.json(THEN, 'runs', 'show', 'last')).not.toHaveProperty('page');
  });
});

describe('scrub --html', () => {
  it('has the page and its hash in JSON and its place in the summary', async () => {
    const { said, html } = await scrubbed();
    const sha256 = createHash('sha256').update(html).digest('hex');
    expect(said.page).toEqual({ path: room.path('a.html'), sha256 });
    const words = ['scrub', room.path('a.csv'), '--force', '--html', room.path('a.html')];
    const { status, stdout } = await room.run(THEN, ...words);
    expect(status).toBe(0);
    expect(stdout.toString()).toMatch(/\n {2}page {2,}\S+a\.html\n/);
  });

  it('leaves list and report as they are without it', async () => {
    const { said } = await scrubbed();
    const without = ['--out', room.path('b.csv'), '--report', room.path('b.excluded.csv')];
    const other = await room.json<WithPage>(THEN, 'scrub', room.path('a.csv'), ...without);
    const hashes = ({ outputs }: WithPage): string[] => outputs.map(({ sha256 }) => sha256);
    expect(hashes(other)).toEqual(hashes(said));
    expect(other).not.toHaveProperty('page');
  });

  /** The files beside the list that a refused scrub would have made. */
  const made = (): string[] =>
    readdirSync(room.folder).filter((name) => /\.(clean|excluded)\.csv$|partial$/.test(name));

  it.each([
    ['the call list', 'a.csv', 'is the call list itself'],
    ['the cleaned list', 'a.clean.csv', 'the cleaned list and the page have the same name'],
    ['the report', 'a.excluded.csv', 'the report and the page have the same name'],
    ['the database', 'scrub.db', 'is the database'],
    ['another file', 'room.toml', 'is no page of this kind, and is not replaced'],
    ['a folder', '', 'is a folder, a link or a device'],
  ])('never takes the place of %s, even with --force', async (_, name, words) => {
    const input = list('a.csv', LIST);
    const there = name === '' || existsSync(room.path(name));
    const said = await room.run(THEN, 'scrub', input, '--force', '--html', room.path(name));
    expect(said.status, said.stderr).toBe(2);
    expect(said.stderr).toContain(words);
    expect(made()).toEqual([]);
    expect(name === '' || existsSync(room.path(name))).toBe(there);
  });

  it('replaces a page only with --force, and says so before the run begins', async () => {
    await scrubbed();
    const outputs = ['--out', room.path('b.csv'), '--report', room.path('b.excluded.csv')];
    const words = ['scrub', room.path('a.csv'), ...outputs, '--html', room.path('a.html')];
    const said = await room.run(THEN, ...words);
    expect([said.status, existsSync(room.path('b.csv'))]).toEqual([2, false]);
    expect(said.stderr).toContain('a.html is there already');
    expect((await room.runs(THEN)).found.runs).toHaveLength(1);
    expect((await room.run(THEN, ...words, '--force')).status).toBe(0);
  });

  it('keeps the run and its files when the page cannot be written, and says how to have it', async () => {
    const nowhere = room.path('no/such/folder/a.html');
    const words = ['scrub', list('a.csv', LIST), '--html', nowhere];
    const said = await room.run(THEN, ...words);
    expect(said.status).toBe(2);
    expect(said.stdout.toString()).toContain('Last call day: 2026-08-06.');
    const [run] = (await room.runs(THEN)).found.runs;
    expect(said.stderr).toContain(
      `run ${run?.run ?? ''} is recorded and its files stand, but its page could not be written`,
    );
    expect(said.stderr).toContain(`tps-scrub runs show ${run?.run ?? ''} --html FILE writes it`);
    expect(made()).toEqual(['a.clean.csv', 'a.excluded.csv']);
    expect(await shownPage(THEN)).toContain('a.clean.csv');
    const json = await room.run(THEN, ...words, '--force', '--json');
    expect(json.status).toBe(2);
    const answer = JSON.parse(json.stdout.toString()) as WithPage;
    expect(answer).toMatchObject({
      ok: false,
      code: 'wrong-use',
      page: null,
      counts: { clean: 1 },
    });
    expect(answer.summary).toContain('is recorded and its files stand');
  });

  it('writes the page after the run is released', async () => {
    const seen: string[][] = [];
    const page = room.path('a.html');
    const world = { folder: room.folder, database: room.database, now: THEN };
    const { runInProcess } = await import('../commands/run-in-process.js');
    const words = ['scrub', list('a.csv', LIST), '--html', page, '--json'];
    const said = await runInProcess(words, {
      ...world,
      atEachLook: () => void seen.push(made().concat(existsSync(page) ? ['page'] : [])),
    });
    expect(said.status, said.stderr).toBe(0);
    // Until the page is there the clock is looked at when both files have their names already.
    const before = seen.filter((files) => !files.includes('page'));
    expect(before.at(-1)).toEqual(['a.clean.csv', 'a.excluded.csv']);
    expect(existsSync(page)).toBe(true);
  });

  it.each([
    [['--dry-run', '--html', 'p.html'], '--html and --dry-run exclude each other'],
    [['--full'], '--full is about the page of a run'],
    [['--html', '-'], "--html '-' is no file"],
    [['--html', ''], "--html '' is no file"],
  ])('refuses %j', async (options, words) => {
    const said = await room.run(THEN, 'scrub', list('a.csv', LIST), ...options);
    expect(said.status).toBe(2);
    expect(said.stderr).toContain(words);
    expect(made()).toEqual([]);
  });

  it('names the part of a page that a killed run left', async () => {
    const part = room.path('.a.html.0123456789ab.partial');
    writeFileSync(part, 'half of it');
    const words = ['scrub', list('a.csv', LIST), '--html', room.path('a.html')];
    expect((await room.run(THEN, ...words)).stderr).toContain(`${part} is part of a run`);
  });
});
