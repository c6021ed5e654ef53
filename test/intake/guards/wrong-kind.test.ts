import { describe, expect, it } from 'vitest';
import { dramaNumbers, newFirms } from '../../own-lists/firm.js';

const newFirm = newFirms();

describe('a file that is no register', () => {
  it.each([
    ['short', 'x'],
    ['long', 'a street with a name that goes on '.repeat(60)],
  ])('but a call list with %s lines is called one, with what to do', async (_, address) => {
    const firm = newFirm().at('2026-03-02');
    const rows = dramaNumbers(30).map((number) => `Ada,"${address}",${number},none`);
    const list = firm.file('campaign.csv', ['Name,Address,Phone,Comments', ...rows]);
    const said = await firm.run('import', 'tps', list, '--dated', '2026-03-01');
    expect(said.status).toBe(5);
    expect(said.stderr).toContain('it looks like a list with columns: tps-scrub scrub ');
    expect(said.stderr).not.toContain('download it again');
  });

  it('but of the other register by name and contents is told so with one hint', async () => {
    const firm = newFirm().at('2026-03-02');
    const numbers = dramaNumbers(2000).map((number) => `${number} `.slice(0, 12));
    const dated = ['--dated', '2026-03-01', '--accept-change', 'drama'];
    await firm.json(['import', 'ctps', firm.file('ctps.txt', numbers), ...dated]);
    const path = firm.file('ctps_ns.txt', numbers);
    const said = await firm.run('import', 'tps', path, '--dated', '2026-03-01');
    expect(said.status).toBe(5);
    expect(said.stderr).toContain('by its name ctps_ns.txt is of ctps');
    expect(said.stderr).toContain('stand in ctps');
    expect(said.stderr.split('import it as that').length).toBe(2);
  });
});
