import { rmSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectRules, life } from './life-json.js';
import { newFirms, NUMBER, OTHER, type Firm } from './told-number.js';

const newFirm = newFirms();
let firm: Firm;
beforeEach(() => {
  firm = newFirm();
});

const say = (day: string, ...words: readonly string[]) => firm.json(`${day}T09:00:00Z`, words);
const load = async (dated: string) => {
  await firm.register('ctps', dated, ['02079460123']);
  await firm.register('tps', dated, [OTHER]);
};
/** What is told of the number on one line an event, without days that only the clock gives. */
const text = async (now: string, ...words: readonly string[]) => {
  const said = await firm.run(now, 'explain', NUMBER, ...words);
  return said.stdout.toString().replaceAll(/\n {12}(?=\S)/g, ' ');
};

describe('what was erased', () => {
  const NOW = '2026-03-20T09:00:00Z';

  it('is said with the holds that went with the number', async () => {
    await load('2026-03-10');
    await say('2026-03-11', 'suppress', 'add', NUMBER, '--source', 'Dealer 7');
    await say('2026-03-12', 'hold', 'add', NUMBER, '--case', 'ICO-1');
    await say('2026-03-13', 'hold', 'release', 'ICO-1', '--why', 'over');
    await say('2026-03-14', 'erase', NUMBER, '--request', 'SAR-1');
    const { events } = await life(firm, NOW, 0, NUMBER);
    expect(events).toMatchObject([
      { kind: 'objection', source: 'erased-1' },
      { kind: 'hold', case: '', operator: '' },
      { kind: 'hold-released', case: '', why: '' },
      { kind: 'erasure', payloads: 3, what: { objection: 1, hold: 1, 'hold-released': 1 } },
    ]);
    expectRules(events);
    const said = await text(NOW);
    expect(said).toContain('2026-03-12  held for a case that was erased (line 6)');
    expect(said).toContain('2026-03-13  hold of a case that was erased released (line 7)');
    expect(said).toContain(
      'erasure for SAR-1: what was said in 1 objection, 1 hold and 1 release of a hold was erased',
    );
  });

  it('is not said of a number whose entries stand in the same file as those of an erased one', async () => {
    await load('2026-03-10');
    const rows = (...numbers: string[]) => ['Number,Reason', ...numbers.map((one) => `${one},x`)];
    const first = firm.file('first.csv', rows(NUMBER, OTHER));
    await say('2026-03-11', 'suppress', 'import', first);
    const again = firm.file('again.csv', [...rows(NUMBER, OTHER), '07700 900999,x']);
    await say('2026-03-12', 'suppress', 'import', again);
    await say('2026-03-13', 'erase', OTHER, '--request', 'SAR-1');
    const { events } = await life(firm, NOW, 0, NUMBER);
    expect(events.map(({ kind }) => kind)).toEqual(['objection', 'objection']);
  });

  it('is counted where nobody can tell any more whose it was', async () => {
    await load('2026-03-10');
    await say('2026-03-11', 'hold', 'add', OTHER, '--case', 'ICO-1');
    await say('2026-03-12', 'hold', 'release', 'ICO-1', '--why', 'over');
    await say('2026-03-13', 'erase', OTHER, '--request', 'SAR-1');
    const file = firm.file('out.csv', ['Number', '07700 900999', '07700 900']);
    await firm.json('2026-03-14T09:00:00Z', ['suppress', 'import', file], 7);
    await say('2026-03-15', 'suppress', 'resolve', 'import-1:3', '--why', 'no number at all');
    const shorter = ['--shorter-than-retention', 'as the test wants it'];
    const purge = ['purge', '--before', '2026-03-16', '--what', 'unread', ...shorter];
    await say('2026-03-16', ...purge);
    const found = await life(firm, NOW, 0, NUMBER);
    expect(found).toMatchObject({ events: [], emptied: { unread: 1, holds: 1 } });
    expect((await text(NOW)).replaceAll('\n', ' ')).toContain(
      '1 unread line and 1 hold were emptied since: nobody can tell whether they were about it.',
    );
    const before = await life(firm, NOW, 0, NUMBER, '--as-of', '2026-03-11T08:00:00Z');
    expect(before).toMatchObject({ emptied: { unread: 0, holds: 0 } });
  });

  it('is said of purged consents', async () => {
    await load('2026-03-10');
    await say(
      '2026-03-11',
      ...['consent', 'add', NUMBER, '--caller', 'Acme', '--on', '2026-03-01', '--method', 'card'],
      ...['--wording', 'Call me', '--reference', 'card 9'],
    );
    await say('2026-03-12', 'consent', 'withdraw', NUMBER, '--caller', 'Acme', '--why', 'a letter');
    await say(
      '2026-03-17',
      ...['purge', '--before', '2026-03-16', '--what', 'consents'],
      ...['--shorter-than-retention', 'as the test wants it'],
    );
    const { events } = await life(firm, NOW, 0, NUMBER);
    expect(events).toMatchObject([
      { kind: 'consent', wording: '', usable: false },
      { kind: 'objection', reason: 'consent-withdrawn' },
      { kind: 'erasure', by: 'purge', payloads: 1, what: { consent: 1 } },
    ]);
    expect(await text(NOW)).toContain('purge: what was said in 1 consent was erased');
  });
});

describe('what a backup did not bring back', () => {
  it('is no data from the last line that came back on', async () => {
    await load('2026-03-10');
    await say('2026-03-12', 'suppress', 'add', NUMBER);
    await say('2026-03-12', 'backup', firm.path('kept.db'));
    await say('2026-03-14', 'suppress', 'add', NUMBER, '--list', 'letters');
    rmSync(firm.database);
    await say('2026-03-16', 'restore', firm.path('kept.db'), '--why', 'the disk died');
    await say('2026-03-16', 'restore', '--accept-loss', 'no journal', '--operator', 'Jo');
    const NOW = '2026-03-20T09:00:00Z';
    const { events, summary } = await life(firm, NOW, 4, NUMBER);
    expect(events).toMatchObject([
      { kind: 'objection' },
      { kind: 'lost', day: '2026-03-12', until: '2026-03-16', why: 'no journal' },
    ]);
    expect(summary).toContain('at 1 point');
    expectRules(events);
    expect(await text(NOW)).toMatch(
      /2026-03-12 {2}no data to 2026-03-16: what was recorded after line \d+ was given up when a backup was restored: no journal \(recorded 2026-03-16, by Jo, line \d+\)/,
    );
    await life(firm, NOW, 0, NUMBER, '--to', '2026-03-11');
    await life(firm, NOW, 0, NUMBER, '--from', '2026-03-17');
    // What was known in between is not held, though the loss was accepted later.
    const then = await life(firm, NOW, 4, NUMBER, '--as-of', '2026-03-15T09:00:00Z');
    expect(then.events).toMatchObject([{ kind: 'objection' }, { kind: 'lost' }]);
    const before = await life(firm, NOW, 0, NUMBER, '--as-of', '2026-03-12T08:00:00Z');
    expect(before.events).toEqual([]);
    const copy = await firm.run(NOW, 'explain', NUMBER, '--subject-copy');
    expect(copy.stdout.toString().replaceAll(/\n {19}/g, ' ')).toContain(
      '12 March 2026  No data: what was recorded from this day to 16 March 2026 was lost.',
    );
  });

  it('is nothing where the journal had it all', async () => {
    const toml = `journal = '${firm.path('scrub.journal')}'\n[list.letters]\n`;
    writeFileSync(firm.path('firm.toml'), toml);
    await load('2026-03-10');
    await say('2026-03-11', 'backup', firm.path('kept.db'));
    await say('2026-03-12', 'suppress', 'add', NUMBER);
    rmSync(firm.database);
    const journal = ['--journal', firm.path('scrub.journal')];
    await say('2026-03-16', 'restore', firm.path('kept.db'), ...journal);
    const { events } = await life(firm, '2026-03-20T09:00:00Z', 0, NUMBER);
    expect(events).toMatchObject([{ kind: 'objection', day: '2026-03-12' }]);
  });
});
