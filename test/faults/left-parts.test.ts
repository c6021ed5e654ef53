import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFirms, type Firm } from '../own-lists/firm.js';

const newFirm = newFirms();

/** Commands that write one file, by their words and that file; what they need is made for them. */
const WRITES = {
  certificate: (firm: Firm) => [['certificate', 'last', '--out', at(firm)]],
  'runs show': (firm: Firm) => [['runs', 'show', 'last', '--html', at(firm)]],
  recall: (firm: Firm) => [['recall', 'last', '--out', at(firm)]],
  'audit-calls': (firm: Firm) => [
    ['audit-calls', 'calls.csv'].map((word) => inFolder(firm, word)).concat('--out', at(firm)),
  ],
  'suppress import': (firm: Firm) => [
    ['suppress', 'import', inFolder(firm, 'unread.csv'), '--rejected', at(firm)],
    ['suppress', 'import', inFolder(firm, 'read.csv'), '--rejected', at(firm)],
  ],
  'consent import': (firm: Firm) => [
    ['consent', 'import', inFolder(firm, 'unread.csv'), '--caller', 'Acme', '--rejected', at(firm)],
  ],
  'ledger anchor': (firm: Firm) => [['ledger', 'anchor', '--request', at(firm)]],
} as const satisfies Readonly<Record<string, (firm: Firm) => string[][]>>;

const PART = '.page.out.0123456789ab.partial';
const at = (firm: Firm): string => join(firm.folder, 'page.out');
const inFolder = (firm: Firm, word: string): string =>
  word.endsWith('.csv') ? join(firm.folder, word) : word;

describe('what a killed command left of a file', () => {
  it.each(Object.entries(WRITES))('is named by the next %s of that name', async (_, linesFor) => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    firm.file('unread.csv', ['number', '07700900001', '07700']);
    firm.file('read.csv', ['number', '07700900002']);
    firm.file('calls.csv', ['number,start', '07700900123,2026-03-02T10:00:00Z']);
    await firm.json(['scrub', firm.file('list.csv', ['phone', '07700900123'])]);
    await firm.json(['suppress', 'add', '07700900123']);
    writeFileSync(join(firm.folder, PART), 'half of it');
    for (const words of linesFor(firm)) {
      const said = await firm.run(...words);
      expect([0, 7], said.stderr).toContain(said.status);
      expect(said.stderr).toContain(`${join(firm.folder, PART)} is part of a run that was killed`);
    }
    // It may belong to a command that still works.
    expect(readdirSync(firm.folder)).toContain(PART);
  });
});
