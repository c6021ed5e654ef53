import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  MOST_UNPACKED,
  REGISTER_LIMITS,
  UnpackedCount,
} from '../../../src/files/packed/unpack-limits.js';
import { zipEntryTime } from '../../../src/files/packed/zip-time.js';
import { codeOf } from '../../store/code-of.js';
import { temporaryFolders } from '../../store/temporary-folder.js';
import { gzipOf, readAs, registerText, zipOf } from './packed-files.js';

const newFolder = temporaryFolders();
const TEXT = registerText();
const OTHER = registerText(3);
const password = (text: string) => ({ password: () => Buffer.from(text) });

async function plainNumbers(text = TEXT): Promise<string> {
  return (await readAs(newFolder(), text)).numbers;
}

describe('a packed register', () => {
  it('has the numbers of what is packed and the SHA-256 of the file', async () => {
    const halves = [gzipOf(TEXT.subarray(0, 71)), gzipOf(TEXT.subarray(71))];
    const zip = await zipOf({ 'tps.txt': TEXT });
    for (const bytes of [zip, gzipOf(TEXT), Buffer.concat(halves)]) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect(await readAs(newFolder(), bytes)).toMatchObject({
        numbers: await plainNumbers(),
        file: [sha256, bytes.length],
      });
    }
  });

  it('tells the name and the time of its entry', async () => {
    const zip = await zipOf({ 'data/tps.txt': TEXT });
    const read = await readAs(newFolder(), zip);
    expect([read.entry, read.entryTime]).toEqual(['data/tps.txt', '2026-11-20T12:00:00.000Z']);
  });

  it.each([
    ['stored', { level: 0 }],
    ['zip64', { zip64: true }],
    ['without data descriptors', { dataDescriptor: false }],
    ['encrypted in the older way', { password: 'secret', zipCrypto: true }],
    ['encrypted by AES-128', { password: 'secret', encryptionStrength: 1 as const }],
    ['encrypted by AES-256', { password: 'secret', encryptionStrength: 3 as const }],
  ])('is read when it is %s', async (_, options) => {
    const zip = await zipOf({ 'tps.txt': TEXT }, options);
    const read = await readAs(newFolder(), zip, password('secret'));
    expect(read.numbers).toBe(await plainNumbers());
  });

  it.each([true, false])('is refused without its password (older way: %s)', async (zipCrypto) => {
    const zip = await zipOf({ 'tps.txt': TEXT }, { password: 'secret', zipCrypto });
    expect((await readAs(newFolder(), zip)).refused).toBe(
      "wrong-use: FILE: its entry 'tps.txt' has a password",
    );
    const other = (await readAs(newFolder(), zip, password('guess'))).refused;
    // One password in 256 passes the check of the older way, and unpacks to something else.
    const damaged = zipCrypto ? '|guard-refused: FILE cannot be unpacked: .*' : '';
    expect(other).toMatch(
      new RegExp(`^(wrong-use: FILE: the password is not that of its entry 'tps.txt'${damaged})$`),
    );
  });
});

describe('the file in an archive', () => {
  it('is the one beside folders, system files and read-me files', async () => {
    const beside = { 'd/': new Uint8Array(), '__MACOSX/._tps.txt': OTHER, 'README.txt': OTHER };
    const zip = await zipOf({ ...beside, 'd/tps.txt': TEXT, 'd/.DS_Store': OTHER });
    expect(await readAs(newFolder(), zip)).toMatchObject({
      numbers: await plainNumbers(),
      entry: 'd/tps.txt',
    });
  });

  it('must be named when there are several', async () => {
    const zip = await zipOf({ 'a.txt': TEXT, 'b.txt': OTHER });
    expect((await readAs(newFolder(), zip)).refused).toBe(
      "wrong-use: FILE holds 2 files that may be the register: 'a.txt', 'b.txt'",
    );
    const read = await readAs(newFolder(), zip, { entry: 'b.txt' });
    expect(read.numbers).toBe(await plainNumbers(OTHER));
    expect((await readAs(newFolder(), zip, { entry: 'c.txt' })).refused).toBe(
      'wrong-use: --entry c.txt: FILE holds no such file',
    );
    expect((await readAs(newFolder(), TEXT, { entry: 'b.txt' })).refused).toBe(
      'wrong-use: --entry b.txt: FILE is no zip archive',
    );
  });

  it('is not looked for in what is no archive of text', async () => {
    const zip = await zipOf({ 'tps.txt': TEXT });
    const refusals: [bytes: Buffer, why: string][] = [
      [await zipOf({}), 'cannot be unpacked: it is an archive without a file'],
      [await zipOf({ 'xl/workbook.xml': TEXT }), 'cannot be unpacked: it is an Excel workbook'],
      [
        await zipOf({ 'in.zip': zip }),
        "(entry 'in.zip') is not a register file: it is packed twice",
      ],
      [gzipOf(gzipOf(TEXT)), 'is not a register file: it is packed twice'],
      [Buffer.from('Rar!\x1a\x07\0'), 'is not a register file: it is a RAR archive'],
    ];
    for (const [bytes, why] of refusals) {
      expect((await readAs(newFolder(), bytes)).refused).toBe(`guard-refused: FILE ${why}`);
    }
  });
});

describe('an archive that is made to do harm', () => {
  it('unpacks to no more than a register can', async () => {
    const lines = Buffer.alloc(3 * 2 ** 20, TEXT.subarray(0, 14));
    // As bytes alone; with the limits of registers it takes 70 MiB, twice.
    const limits = { ...REGISTER_LIMITS, unasked: 2 ** 20 };
    expect(limits).toEqual({ most: 2 ** 31, unasked: 2 ** 20, ratio: 50 });
    expect(REGISTER_LIMITS.unasked).toBe(2 ** 26);
    const why =
      'guard-refused: FILE is not a register file: it unpacks to more than 50 times its size, as lines do that repeat each other';
    expect((await readAs(newFolder(), gzipOf(lines), { limits })).refused).toBe(why);
    expect((await readAs(newFolder(), await zipOf({ 'tps.txt': lines }), { limits })).refused).toBe(
      why,
    );
    // Below where it is looked at, the same is a register.
    expect((await readAs(newFolder(), gzipOf(lines))).refused).toBe('');
    const count = new UnpackedCount('FILE', () => MOST_UNPACKED);
    count.add(MOST_UNPACKED);
    const oneMore = (): void => {
      count.add(1);
    };
    expect(codeOf(oneMore)).toBe('guard-refused');
  });

  it('has no thousands of entries, no endless names and no overlap', async () => {
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`f${at}`, OTHER]));
    const both = await zipOf({ 'a.txt': TEXT, 'b.txt': TEXT }, { dataDescriptor: false });
    // The place of the second entry, in its row of the table of contents: that of the first.
    both.writeUInt32LE(0, both.lastIndexOf('PK\x01\x02', undefined, 'latin1') + 42);
    const refusals: [bytes: Buffer, why: string][] = [
      [await zipOf(many), 'it has more than 1000 entries'],
      [
        await zipOf({ ['x'.repeat(1025)]: TEXT }),
        `the name '${'x'.repeat(60)}…' is longer than 1024 bytes`,
      ],
      [both, "its entries 'a.txt' and 'b.txt' overlap"],
    ];
    for (const [bytes, why] of refusals) {
      const { refused } = await readAs(newFolder(), bytes);
      expect(refused).toBe(`guard-refused: FILE cannot be unpacked: ${why}`);
    }
  });
});

describe('a damaged file', () => {
  it.each([
    ['zip', () => zipOf({ 'tps.txt': TEXT })],
    ['stored zip', () => zipOf({ 'tps.txt': TEXT }, { level: 0 })],
    ['gzip', () => gzipOf(TEXT)],
  ])('never has other numbers (%s)', async (_, make) => {
    const bytes = await make();
    const folder = newFolder();
    const numbers = await plainNumbers();
    let refused = 0;
    const see = async (damaged: Buffer): Promise<void> => {
      const read = await readAs(folder, damaged);
      if (read.refused === '') expect(read.numbers).toBe(numbers);
      else refused++;
    };
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] as number) ^ (1 << ((at * 5) & 7));
      await see(flipped);
    }
    expect(refused).toBeGreaterThan(bytes.length / 3);
    refused = 0;
    for (let at = 0; at < bytes.length; at += 3) await see(bytes.subarray(0, at));
    expect(refused).toBe(Math.ceil(bytes.length / 3));
  });

  it('is refused when bytes follow a gzip member, noughts too', async () => {
    for (const rest of ['x', '\0\0', 'no register at all']) {
      const bytes = Buffer.concat([gzipOf(TEXT), Buffer.from(rest)]);
      expect((await readAs(newFolder(), bytes)).refused).toBe(
        'guard-refused: FILE cannot be unpacked: other bytes follow what is packed',
      );
    }
  });
});

describe('the time of an entry', () => {
  const dos = (year: number, month: number, day: number, hour: number) =>
    (((year - 1980) << 25) | (month << 21) | (day << 16) | (hour << 11)) >>> 0;

  it('is London’s when it has no zone', () => {
    expect(zipEntryTime({ rawLastModDate: dos(2026, 7, 15, 0) })).toBe('2026-07-14T23:00:00.000Z');
    expect(zipEntryTime({ rawLastModDate: dos(2026, 11, 20, 0) })).toBe('2026-11-20T00:00:00.000Z');
  });

  it('is the exact one when there is one', () => {
    const lastModDate = new Date('2026-11-19T23:59:59Z');
    const entry = { rawLastModDate: dos(2026, 11, 20, 9), extraFieldNTFS: { lastModDate } };
    expect(zipEntryTime(entry)).toBe('2026-11-19T23:59:59.000Z');
  });

  it('is not known when nothing, or no day, is said', () => {
    for (const raw of [0, dos(1980, 1, 1, 0), dos(2026, 2, 30, 9)]) {
      expect(zipEntryTime({ rawLastModDate: raw })).toBe('');
    }
  });
});
