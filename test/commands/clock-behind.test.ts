import { describe, expect, it } from 'vitest';
import { openForReading } from '../../src/store/database.js';
import { newFirms, type Firm } from '../own-lists/firm.js';
import { WRITING } from './writing-commands.js';

const newFirm = newFirms();
const ACCEPT = ['--accept-clock', 'the clock ran ahead on Monday'];

/** Commands that append no line, so that no instant is recorded. */
const WITHOUT_LINE = ['backup', 'ledger anchor'];
/** What is appended goes on from the backup, whose newest line is not ahead. */
const FROM_BACKUP = ['restore'];

const RECORDING = Object.entries(WRITING).filter(
  ([name]) => ![...WITHOUT_LINE, ...FROM_BACKUP].includes(name),
);

interface Line {
  readonly kind: string;
  readonly instant: string;
}

function linesOf({ database }: Firm): Line[] {
  const store = openForReading(database);
  const lines = store?.prepare('SELECT kind, instant FROM ledger ORDER BY sequence').all() ?? [];
  store?.close();
  return lines as Line[];
}

/** A firm whose clock stood three days ahead when it recorded, and is right now. */
async function behind(): Promise<Firm> {
  const firm = newFirm().at('2026-03-05');
  await firm.loadRegisters('2026-03-01');
  return firm;
}

describe('a clock behind the newest record', () => {
  it.each(RECORDING)('is refused to %s, which then records nothing', async (_, wordsFor) => {
    const firm = await behind();
    const words = await wordsFor(firm);
    const before = linesOf(firm);
    const { status, stderr } = await firm.at('2026-03-02').run(...words);
    expect([status, stderr]).toEqual([2, expect.stringContaining('--accept-clock "WHY"')]);
    expect(linesOf(firm)).toEqual(before);
  });

  it.each(RECORDING)(
    'is let through to %s with a reason, a line and no step back',
    async (_, wordsFor) => {
      const firm = await behind();
      const words = await wordsFor(firm);
      const before = linesOf(firm);
      const { status, stderr } = await firm.at('2026-03-02').run(...words, ...ACCEPT);
      expect(status, stderr).toBe(0);
      const lines = linesOf(firm);
      expect(lines.slice(0, before.length)).toEqual(before);
      expect(lines.slice(before.length).map(({ kind }) => kind)).toContain('clock');
      const instants = lines.map(({ instant }) => instant);
      expect(instants).toEqual([...instants].sort());
    },
  );
});

describe('a clock that ran years ahead', () => {
  it('is undone by a backup of before, and by nothing else', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    await firm.json(['backup', `${firm.folder}/before.db`]);
    await firm.at('2062-01-01').json(['suppress', 'add', '07700900002']);
    firm.at('2026-03-03');
    const scrub = ['scrub', firm.file('list.csv', ['phone', '07700900007'])];
    expect((await firm.run(...scrub)).stderr).toContain('restore a backup of before');
    const { stderr } = await firm.run(...scrub, ...ACCEPT);
    expect(stderr).toContain('the call date is 2062-01-01');
    const restore = ['restore', `${firm.folder}/before.db`, '--force'];
    await firm.json([...restore, '--accept-loss', 'the clock ran ahead']);
    await firm.json(['suppress', 'add', '07700900002']);
    await firm.json(scrub);
  });
});
