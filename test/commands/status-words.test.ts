import { describe, expect, it } from 'vitest';
import { newFirms } from '../own-lists/firm.js';

const newFirm = newFirms();

describe('status', () => {
  it('names the file that mends a register that is merely old, and says it once', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    const said = await firm.at('2026-04-10').run('status');
    const text = said.stdout.toString();
    expect(said.status).toBe(4);
    const why = 'the edition of tps dated 2026-03-01 cleared calls to 2026-03-28';
    expect(text).toContain(`${why}: tps-scrub import tps FILE --dated YYYY-MM-DD\n`);
    expect(said.stderr).toContain('tps-scrub: error: a scrub on 2026-04-10 would be refused\n');
    expect(said.stderr).toContain('tps-scrub: hint: tps-scrub import tps FILE --dated YYYY-MM-DD');
    expect(said.stderr).not.toContain('cleared calls to');
    const quiet = await firm.run('status', '--quiet');
    expect([quiet.stdout.toString(), quiet.stderr]).toEqual(['', expect.stringContaining(why)]);
    const json = await firm.json<{ fix: string }>(['status'], 4);
    expect(json.fix).not.toContain('missing');
    expect(json.fix).toContain('tps-scrub import ctps FILE --dated YYYY-MM-DD');
  });

  it('is not ready without a word where opt-outs wait unread, nor is a scrub', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    const list = firm.file('list.csv', ['phone', '07700900123']);
    const before = await firm.run('scrub', list, '--dry-run');
    expect(before.stdout.toString()).not.toContain('unread');
    const optOuts = firm.file('optouts.csv', ['number', '0770 900 12', '07700900124']);
    firm.at('2026-03-02', '12:00:00Z');
    expect((await firm.run('suppress', 'import', optOuts)).status).toBe(7);
    const waits = '1 opt-out line waits unread';
    const status = (await firm.run('status')).stdout.toString();
    expect(status).toContain(`Ready, but ${waits}: tps-scrub suppress resolve\n`);
    const scrubbed = (await firm.run('scrub', list)).stdout.toString();
    expect(scrubbed).toContain(`${waits}, and may name people of this list`);
    expect(scrubbed).toContain('tps-scrub suppress resolve');
    const words = ['scrub', list, '--dry-run'];
    expect(await firm.json(words)).toMatchObject({ unread_lines: 1 });
    const asOf = ['--as-of', '2026-03-02T11:00:00Z'];
    expect(await firm.json([...words, ...asOf])).toMatchObject({ unread_lines: 0 });
  });
});
