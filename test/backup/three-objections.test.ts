import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { temporaryFolders } from '../store/temporary-folder.js';
import { Firm } from './firm-with-journal.js';

const newFolder = temporaryFolders();

/**
 * No scenario, since a journal has an absolute path and scenarios run in a folder that is made for them.
 */
it('a backup is restored, and the three objections since then are not lost', async () => {
  const firm = new Firm(newFolder());
  const list = firm.path('list.csv');
  const records = [
    'Ann,07700 900456',
    'Bob,020 7946 0456',
    'Cas,0161 496 0789',
    'Dee,07700 900457',
  ];
  writeFileSync(list, `Name,Phone\n${records.join('\n')}\n`);
  await firm.importRegisters();
  await firm.done(['backup', firm.path('backup.db')]);
  await firm.suppress('07700 900456');
  await firm.suppress('020 7946 0456');
  await firm.suppress('0161 496 0789');
  const { head } = firm.ledger();

  const restored = await firm.done(['restore', firm.path('backup.db'), '--force']);
  expect(restored).toMatchObject({ waits_for_journal: true });
  const refused = await firm.refused(['scrub', list]);
  expect(refused.status).toBe(4);
  expect(refused.fix).toContain('restore --journal');

  const replayed = await firm.done(['restore', '--journal', firm.path('journal')]);
  expect(replayed).toMatchObject({
    waits_for_journal: false,
    replayed: { batches: 3, editions_without_numbers: [] },
    restored_to: { ledger_head: head },
  });
  const scrubbed = await firm.done(['scrub', list]);
  expect(scrubbed).toMatchObject({
    counts: { read: 4, clean: 1, excluded: 3, unscreened: 0 },
    reasons: { OBJECTION: 3 },
  });
  expect(readFileSync(firm.path('list.clean.csv'), 'utf8')).toBe('Name,Phone\nDee,07700 900457\n');
  expect((await firm.run(['verify'])).status).toBe(0);
});
