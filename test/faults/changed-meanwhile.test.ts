import type * as FileSystem from 'node:fs';
import { appendFileSync, readdirSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import type * as Promised from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { gzipOf, zipOf } from '../files/packed/packed-files.js';
import { archive, partsOf } from '../files/workbook/made-workbook.js';
import { dramaNumbers, newFirms, type Firm } from '../own-lists/firm.js';
import { remains } from './databases.js';

const newFirm = newFirms();
/** The file that others change, and what they do once so many pieces of it were read. */
const watched = vi.hoisted(() => ({
  path: '',
  handle: -1,
  left: 0,
  happens: (): void => undefined,
  came(bytes: number): void {
    if (bytes > 0 && --this.left === 0) this.happens();
  },
}));

vi.mock('node:fs/promises', async (original) => {
  const fs = await original<typeof Promised>();
  const open = async (...asked: Parameters<typeof fs.open>): Promise<Promised.FileHandle> => {
    const handle = await fs.open(...asked);
    if (asked[0] !== watched.path) return handle;
    const read = handle.read.bind(handle) as (
      ...given: unknown[]
    ) => Promise<{ bytesRead: number }>;
    const watching = async (...given: unknown[]): Promise<{ bytesRead: number }> => {
      const came = await read(...given);
      watched.came(came.bytesRead);
      return came;
    };
    return Object.assign(handle, { read: watching });
  };
  return { ...fs, open };
});

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof FileSystem>();
  const openSync = (...asked: Parameters<typeof fs.openSync>): number => {
    const handle = fs.openSync(...asked);
    if (asked[0] === watched.path) watched.handle = handle;
    else if (handle === watched.handle) watched.handle = -1;
    return handle;
  };
  const readSync = (...asked: Parameters<typeof fs.readSync>): number => {
    const came = fs.readSync(...asked);
    if (asked[0] === watched.handle) watched.came(came);
    return came;
  };
  const readFileSync = ((...asked: Parameters<typeof fs.readFileSync>) => {
    const came = fs.readFileSync(...asked);
    if (asked[0] === watched.handle || asked[0] === watched.path) watched.came(came.length);
    return came;
  }) as typeof fs.readFileSync;
  return { ...fs, openSync, readSync, readFileSync };
});

afterEach(() => {
  watched.path = '';
});

/** Files of several pieces, by their form. */
const FORMS = {
  plain: (text: string) => Buffer.from(text),
  'of UTF-16': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  gz: (text: string) => gzipOf(Buffer.from(text)),
  zip: (text: string) => zipOf({ 'only.csv': Buffer.from(text) }, { level: 0 }),
  xlsx: (text: string) => archive(partsOf(rows(text)), false, 0),
} as const;

function rows(text: string): string {
  const cell = (value: string) => `<c t="str"><v>${value}</v></c>`;
  return text
    .trimEnd()
    .split('\r\n')
    .map((line) => `<row>${line.split(',').map(cell).join('')}</row>`)
    .join('');
}

const CHANGES = {
  grows: (path: string) => {
    appendFileSync(path, 'Bob,07700 900456\r\n');
  },
  shrinks: (path: string, bytes: Buffer) => {
    truncateSync(path, bytes.length >> 1);
  },
  'is replaced': (path: string, bytes: Buffer) => {
    writeFileSync(`${path}.new`, bytes);
    renameSync(`${path}.new`, path);
  },
} as const;

const WIDE = 'a name that takes much room '.repeat(20);
const NUMBERS = dramaNumbers(1500);
const LIST = `Name,Phone\r\n${NUMBERS.map((number) => `${WIDE},${number}\r\n`).join('')}`;
const CALLS = `Note,number,start\r\n${NUMBERS.map((number) => `${WIDE},${number},2026-03-02T10:00Z\r\n`).join('')}`;
const REGISTER = dramaNumbers(17_000)
  .map((number) => `${number} \r\n`)
  .join('');
const CONSENT = [
  ...['--caller', 'Acme', '--on', '2026-03-01', '--method', 'web form'],
  ...['--wording', 'w1', '--reference', 'c-1'],
];
const CALL_COLUMNS = ['--column', 'number=number', '--column', 'start=start'];

interface Reader {
  readonly text: string;
  /** Status when nobody touches the file; 0 unless said. */
  readonly answers?: number;
  readonly forms: readonly (keyof typeof FORMS)[];
  readonly words: (path: string) => readonly string[];
}

/** Commands that read a file that a person names. */
const READERS = {
  import: {
    text: REGISTER,
    forms: ['plain', 'gz', 'zip'],
    words: (path) => [
      ...['import', 'tps', path, '--dated', '2026-03-02'],
      ...['--accept-change', 'more of them'],
    ],
  },
  'suppress import': {
    text: LIST,
    forms: ['plain', 'of UTF-16', 'xlsx'],
    // It holds the numbers of a call list, which is asked about.
    answers: 5,
    words: (path) => ['suppress', 'import', path, '--column', 'number=Phone'],
  },
  'consent import': {
    text: LIST,
    forms: ['plain', 'of UTF-16', 'xlsx'],
    words: (path) => ['consent', 'import', path, '--column', 'number=Phone', ...CONSENT],
  },
  scrub: {
    text: LIST,
    forms: ['plain', 'of UTF-16', 'xlsx'],
    words: (path) => ['scrub', path, '--out', `${path}.out`, '--report', `${path}.report`],
  },
  replay: { text: LIST, forms: ['plain'], words: (path) => ['replay', 'last', '--input', path] },
  // They are no list that a run let through.
  recall: {
    text: LIST,
    answers: 3,
    forms: ['plain'],
    words: (path) => ['recall', 'last', '--input', path],
  },
  verify: { text: LIST, answers: 3, forms: ['plain', 'xlsx'], words: (path) => ['verify', path] },
  'audit-calls': {
    text: CALLS,
    forms: ['plain', 'of UTF-16', 'xlsx'],
    words: (path) => ['audit-calls', path, ...CALL_COLUMNS],
  },
} as const satisfies Readonly<Record<string, Reader>>;

const CASES = Object.entries<Reader>(READERS).flatMap(([name, { forms, answers = 0, ...reader }]) =>
  forms.map((form) => ({ name, form, answers, ...reader })),
);

function filesOf({ folder }: Firm): string[] {
  return readdirSync(folder).filter((name) => !name.includes('access.log'));
}

describe('a file that changes while it is read', () => {
  it.each(CASES)('$name, $form: is refused', async ({ form, text, answers, words }) => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    await firm.json(['scrub', firm.file('list.csv', LIST.trimEnd().split('\r\n'))]);
    const bytes = await FORMS[form](text);
    const path = join(firm.folder, 'given');
    writeFileSync(path, bytes);
    const [database, files] = [remains(firm.database), filesOf(firm)];
    for (const [how, change] of Object.entries(CHANGES)) {
      writeFileSync(path, bytes);
      const happens = (): void => {
        change(path, bytes);
      };
      Object.assign(watched, { path, left: 1, happens });
      const { status, stdout, stderr } = await firm.run(...words(path));
      expect([how, status, stdout.toString()]).toEqual([how, 2, '']);
      expect(stderr).toContain(`${path} changed while it was read; nothing of it was used`);
      expect(remains(firm.database)).toBe(database);
      expect(filesOf(firm)).toEqual(files);
    }
    watched.path = '';
    writeFileSync(path, bytes);
    const { status, stderr } = await firm.run(...words(path));
    expect([status, stderr]).toEqual([answers, expect.not.stringContaining('changed while')]);
  });
});
