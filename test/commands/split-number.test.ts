import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { splitNumber } from '../../src/commands/split-number.js';
import { newFirms } from '../own-lists/firm.js';

const newFirm = newFirms();
const CONSENT = ['--caller', 'Acme', '--method', 'web', '--wording', 'w', '--reference', 'r'];

describe('a number without its quotes', () => {
  it.each([
    [['07700', '900123'], '07700 900123'],
    [['020', '7946', '0123'], '020 7946 0123'],
    [['(0161)', '496', '0123'], '(0161) 496 0123'],
    [['+44', '7700', '900123'], '+44 7700 900123'],
    [['07700900123', '07700900124'], undefined],
    [['07700900123', '900124'], undefined],
    [['999', '101'], undefined],
    [['07700', '90012'], undefined],
    [['07700900123', 'x'], undefined],
    [['07700', 'ring'], undefined],
    [['07700900123'], undefined],
    [[], undefined],
  ])('in the words %j is %s', (words, number) => {
    expect(splitNumber(words)).toBe(number);
  });

  it.each([
    [['check', '07700', '900123']],
    [['suppress', 'add', '07700', '900123', '--reason', 'complaint']],
    [['suppress', 'withdraw', '07700', '900123', '--kind', 'mistake', '--why', 'x']],
    [['consent', 'add', '07700', '900123', ...CONSENT]],
    [['consent', 'withdraw', '07700', '900123', '--caller', 'Acme']],
    [['explain', '07700', '900123', '--from', '2026-01-01']],
    [['explain', '--from', '2026-01-01', '07700', '900123']],
    [['erase', '07700', '900123', '--request', 'D-1']],
    [['hold', 'add', '07700', '900123', '--case', 'C-1']],
  ])('is refused with what to do, and nothing is recorded: %j', async (words) => {
    const firm = newFirm();
    const { status, stdout, stderr } = await firm.run(...words);
    expect([status, stdout.toString()]).toEqual([2, '']);
    expect(stderr).toContain("put the number in quotes: '07*** ***123'");
    expect(existsSync(firm.database)).toBe(false);
  });

  it('is no reason to refuse several numbers, and other words too many are told as such', async () => {
    const firm = newFirm();
    expect((await firm.run('suppress', 'add', '07700900123', '07700900124')).status).toBe(0);
    const { status, stderr } = await firm.run('explain', '07700900123', '07700900124');
    expect(status).toBe(2);
    expect(stderr).toContain("too many arguments for 'explain': 1 expected, 2 given");
  });
});
