import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/commands.js';
import { openForReading } from '../../src/store/database.js';
import { ledgerHead } from '../../src/store/ledger.js';
import { newFirms, type Firm } from '../own-lists/firm.js';
import { READING, TRYING } from './reading-commands.js';
import { WRITING } from './writing-commands.js';

const newFirm = newFirms();
/** Commands that found nothing to do: what was interrupted before they finished all the same. */
const IDLE: readonly (readonly string[])[] = [
  ['erase', '07700900009', '--request', 'D-1'],
  ['purge', '--before', '2020-01-01'],
];

function headOf({ database }: Firm): string {
  const store = openForReading(database);
  if (store === undefined) throw new Error('there is no database');
  const head = ledgerHead(store);
  store.close();
  return head;
}

async function readyFirm(): Promise<Firm> {
  const firm = newFirm();
  await firm.loadRegisters('2026-03-01');
  return firm;
}

/** What says the head of the copy that it made, and not of its own line, which the copy lacks. */
const OF_COPY: readonly string[] = ['backup'];

describe('the ledger head', () => {
  it('is asked here of every command', () => {
    const named = [...Object.keys(WRITING), ...Object.keys(READING)];
    expect(named.sort()).toEqual(COMMANDS.map(({ name }) => name).sort());
  });

  it.each(Object.entries(WRITING))('is said by %s, to people', async (name, wordsFor) => {
    const firm = await readyFirm();
    const words = await wordsFor(firm);
    const before = headOf(firm);
    const { status, stdout, stderr } = await firm.run(...words);
    expect(status, stderr).toBe(0);
    const head = OF_COPY.includes(name) ? before : headOf(firm);
    expect(stdout.toString()).toContain(`ledger head ${head}`);
  });

  it.each(Object.entries(WRITING))('is said by %s, in JSON', async (name, wordsFor) => {
    const firm = await readyFirm();
    const words = await wordsFor(firm);
    const before = headOf(firm);
    const { ledger_head } = await firm.json<{ ledger_head: string }>(words);
    expect(ledger_head).toBe(OF_COPY.includes(name) ? before : headOf(firm));
  });

  it.each(IDLE)('is said by %s too, which finds nothing to do', async (...words) => {
    const firm = await readyFirm();
    const { stdout } = await firm.run(...words);
    expect(stdout.toString()).toContain(`ledger head ${headOf(firm)}`);
    expect(await firm.json<object>(words)).toMatchObject({ ledger_head: headOf(firm) });
  });

  it('is not moved, nor any other byte, by what only answers or tries', async () => {
    const firm = await readyFirm();
    await firm.json(['suppress', 'add', '07700900001', '--reference', 'T-1']);
    await firm.json(['scrub', firm.file('list.csv', ['phone', '07700900007'])]);
    const bytes = () => createHash('sha256').update(readFileSync(firm.database)).digest('hex');
    const before = bytes();
    for (const wordsFor of [...Object.values(READING), ...TRYING]) {
      const words = wordsFor(firm);
      const { status, stderr } = await firm.run(...words);
      expect([words, status], stderr).toEqual([words, 0]);
      expect([words, bytes()]).toEqual([words, before]);
    }
  });

  it.each([
    [['erase', '07700900001', '--request', 'D-1']],
    [['erase', '07700900001', '--request', 'D-1', '--dry-run']],
    [['purge', '--before', '2020-01-01']],
    [['purge', '--before', '2020-01-01', '--dry-run']],
    [['hold', 'add', '07700900001', '--case', 'C-1']],
    [['hold', 'release', 'C-1', '--why', 'closed']],
    [['ledger', 'anchor', '--request', '/nowhere/head.tsq']],
  ])('is not begun anew for a mistyped database by %j', async (words) => {
    const firm = newFirm();
    const { status, stderr } = await firm.run(...words);
    expect([status, stderr]).toEqual([2, expect.stringContaining('there is no database')]);
    expect(existsSync(firm.database)).toBe(false);
  });
});
