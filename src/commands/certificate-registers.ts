import type { Certificate } from '../audit/certificate.js';
import type { SizeCheck } from '../audit/edition-sizes.js';
import type { UsedRegister } from '../audit/run-in-full.js';
import { londonDay } from '../core/day.js';
import type { PageTable, PageText } from '../pages/page.js';
import { coverageNote } from '../registers/coverage.js';
import { counted, grouped } from '../ui/tables.js';
import type { LabelledText } from './certificate-tables.js';
import { shortDay } from './day-words.js';

/** The editions that a run was screened against: what they are and how far they can be trusted. */
export function registersTable({ shown, sizes }: Certificate): PageTable {
  return {
    kind: 'table',
    head: ['Register', 'File dated', 'Numbers', 'Size checked', 'Imported', 'Clears calls to'],
    rows: shown.registers.map((used) => {
      const { planned, edition, lastCallDay } = used;
      return [
        `${planned.name.toUpperCase()}, edition ${String(planned.edition)}${coverageNote(planned)}`,
        dated(used),
        edition === undefined
          ? { text: 'not held', tone: 'doubt' as const }
          : grouped(edition.numbers),
        sizeText(sizes.get(planned.name)),
        edition === undefined ? '' : whole(shortDay(londonDay(edition.recorded))),
        whole(shortDay(lastCallDay)),
      ];
    }),
    right: [2],
  };
}

function dated({ planned, edition }: UsedRegister): PageText {
  const day = shortDay(planned.dated);
  if (edition?.estimated !== 1) return whole(day);
  return { text: `${day}, estimated from the download`, tone: 'doubt' };
}

function whole(text: string): PageText {
  return { text, isWhole: true };
}

function sizeText(check: SizeCheck | undefined): PageText {
  if (check === undefined) return { text: 'not checked', tone: 'doubt' };
  const numbers = grouped(check.numbers);
  return check.against === 'published-total'
    ? `published total of ${numbers}`
    : `no fewer than ${numbers}`;
}

/** What else there is to say of an edition: whose, from where, and what was overridden. */
export function editionRows({ shown }: Certificate): LabelledText[] {
  return shown.registers.flatMap(({ planned, edition }): LabelledText[] => {
    const name = planned.name.toUpperCase();
    const hash: LabelledText = [
      `${name} numbers, SHA-256`,
      { text: planned.numbers_sha256, isCode: true },
    ];
    if (edition === undefined) return [hash];
    const { source, licence, accepted, rejected, file_sha256: file, file_entry: entry } = edition;
    const origin = [source, licence && `licence ${licence}`]
      .filter((text) => text !== '')
      .join(', ');
    return [
      hash,
      [`${name} file, SHA-256`, { text: file, isCode: true }],
      ...(entry === '' ? [] : [[`${name} file in the archive`, entry] as const]),
      ...(origin === '' ? [] : [[`${name} from`, origin] as const]),
      ...(rejected === 0
        ? []
        : [[`${name} unread`, { text: counted(rejected, 'line'), tone: 'doubt' }] as const]),
      [
        `${name} guards`,
        accepted === ''
          ? 'none was overridden at its import'
          : { text: `overridden at its import: ${accepted}`, tone: 'bad' },
      ],
    ];
  });
}
