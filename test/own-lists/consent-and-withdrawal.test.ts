import { describe, expect, it } from 'vitest';
import { newFirms } from './firm.js';

const newFirm = newFirms();
const [CONSENTED, WITHDRAWN] = ['07700900001', '07700900002'];

interface Checked {
  readonly numbers: readonly { value: string; reasons: string[]; objections: unknown[] }[];
}

describe('a number whose only event is the withdrawal of a consent', () => {
  it.each([
    ['without', []],
    ['with', ['--reference', 'letter 1']],
  ])(
    'is objected to beside one whose only event is a consent, %s a reference',
    async (_, words) => {
      const firm = newFirm().at('2026-03-02');
      await firm.loadRegisters('2026-02-28');
      const acme = ['--caller', 'Acme', ...words];
      const evidence = ['--on', '2026-03-02', '--method', 'web form', '--wording', 'call me'];
      await firm.json(['consent', 'add', CONSENTED, ...acme, ...evidence]);
      await firm.json(['consent', 'withdraw', WITHDRAWN, ...acme]);
      for (const both of [
        [CONSENTED, WITHDRAWN],
        [WITHDRAWN, CONSENTED],
      ]) {
        const { numbers } = await firm.json<Checked>(['check', ...both, '--caller', 'Acme']);
        const found = numbers.map(({ value, reasons }) => [value, reasons[0]]);
        expect(Object.fromEntries(found)).toEqual({
          [CONSENTED]: 'CLEAN',
          [WITHDRAWN]: 'OBJECTION',
        });
      }
      const list = firm.file('calls.csv', ['phone', CONSENTED, WITHDRAWN]);
      const { counts } = await firm.json<{ counts: object }>(['scrub', list, '--caller', 'Acme']);
      expect(counts).toMatchObject({ read: 2, clean: 1, excluded: 1 });
    },
  );
});
