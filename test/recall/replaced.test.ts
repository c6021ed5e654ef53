import { describe, expect, it } from 'vitest';
import { newFirms } from '../own-lists/firm.js';

const newFirm = newFirms();

describe('a list that a later run replaced', () => {
  it('is recalled all the same, and said to be replaced', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    const list = firm.file('list.csv', ['phone', '07700900123', '07700900124']);
    const first = await firm.json<{ run: string }>(['scrub', list]);
    const second = await firm.json<{ run: string }>(['scrub', list, '--force']);
    const added = await firm.run('suppress', 'add', '07700900123');
    expect(added.stdout.toString()).toContain(
      '2 of their lists have it and are still in date (1 replaced since; a copy may be in use)',
    );
    const text = (await firm.run('recall', '--all')).stdout.toString();
    const words = `replaced since by the list of ${second.run}; a copy may be in use`;
    expect(text.split(words).length).toBe(2);
    expect(await firm.json(['recall', '--all'])).toMatchObject({
      runs: [
        { run: second.run, replaced_by: null, recalled: 1 },
        { run: first.run, replaced_by: second.run, recalled: 1 },
      ],
    });
  });
});
