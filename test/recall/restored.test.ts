import { expect, it } from 'vitest';
import { Firm } from '../backup/firm-with-journal.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const newFolder = temporaryFolders();

it('comes back with the journal that what was recalled was passed on', async () => {
  const firm = new Firm(newFolder());
  await firm.importRegisters();
  await firm.done(['scrub', firm.path('list.csv')]);
  await firm.done(['backup', firm.path('backup.db')]);
  await firm.suppress('07700 900456');
  const out = ['--out', firm.path('dnc.csv'), '--mark-sent'];
  await firm.done(['recall', '--all', ...out]);
  const before = await firm.done(['status']);
  expect(before).toMatchObject({ not_recalled: { objections: 0 } });
  const restore = ['restore', firm.path('backup.db'), '--journal', firm.path('journal')];
  await firm.done(restore, 'with.toml', 'new.db');
  expect(await firm.done(['verify'], 'with.toml', 'new.db')).toMatchObject({ findings: 0 });
  const again = await firm.done(['recall', '--all'], 'with.toml', 'new.db');
  expect(again).toMatchObject({ runs: [{ recalled: 1, passed_on: 1 }] });
});
