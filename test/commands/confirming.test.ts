import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { newFirms, type Firm } from '../own-lists/firm.js';
import { runInProcess, type Said } from './run-in-process.js';

const newFirm = newFirms();

/** Runs a command at a terminal where somebody types. */
function atTerminal(
  { folder, database, now }: Firm,
  typed: string,
  ...words: string[]
): Promise<Said> {
  const stdin = Object.assign(Readable.from([typed]), { isTTY: true });
  return runInProcess(words, { folder, database, now, stdin, terminal: true });
}

const DESTROYING = [
  ['erase', '07700900001', '--request', 'DSR-1'],
  ['purge', '--before', '2020-01-01'],
];

describe('what destroys', () => {
  it.each(DESTROYING)('%s asks on a terminal, and does nothing without a yes', async (...words) => {
    const firm = newFirm().at('2026-03-02');
    await firm.json(['suppress', 'add', '07700900001', '--reference', 'letter 7']);
    const before = (await firm.run('ledger', 'export')).stdout.toString();
    for (const typed of ['\n', 'no\n', 'y\n', '']) {
      const said = await atTerminal(firm, typed, ...words);
      expect(said.status).toBe(2);
      expect(said.stderr.replace(/\s+/g, ' ')).toContain('Type yes to go on: ');
      expect(said.stderr).toContain('nothing was changed');
    }
    expect((await firm.run('ledger', 'export')).stdout.toString()).toBe(before);
    expect((await atTerminal(firm, 'yes\n', ...words)).status).toBe(0);
  });

  it.each(DESTROYING)('%s does not ask with --yes, nor in a dry run', async (...words) => {
    const firm = newFirm().at('2026-03-02');
    await firm.json(['suppress', 'add', '07700900001', '--reference', 'letter 7']);
    for (const option of ['--dry-run', '--yes']) {
      const said = await atTerminal(firm, '', ...words, option);
      expect(said.status, said.stderr).toBe(0);
      expect(said.stderr).not.toContain('Type yes');
    }
  });

  it.each(DESTROYING)('%s never waits for an answer where nobody is', async (...words) => {
    const firm = newFirm().at('2026-03-02');
    await firm.json(['suppress', 'add', '07700900001', '--reference', 'letter 7']);
    const said = await firm.run(...words);
    expect(said.status, said.stderr).toBe(0);
    expect(said.stderr).not.toContain('Type yes');
  });
});

describe('standard input that is a terminal', () => {
  it('is announced before anybody is waited for', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    const words = ['suppress', 'import', '-', '--source', 'desk'];
    const said = await atTerminal(firm, 'number\n07700900001\n', ...words);
    expect(said.status, said.stderr).toBe(0);
    expect(said.stderr).toContain('reading from the terminal: end it with Ctrl-D');
    const { folder, database, now } = firm.at('2026-03-03');
    const stdin = Readable.from(['number\n07700900002\n']);
    const piped = await runInProcess(words, { folder, database, now, stdin });
    expect(piped.status, piped.stderr).toBe(0);
    expect(piped.stderr).not.toContain('reading from the terminal');
  });
});
