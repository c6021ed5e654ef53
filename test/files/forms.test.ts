import { describe, expect, it } from 'vitest';
import type { FileEncoding } from '../../src/core/decode.js';
import { ScreeningError } from '../../src/core/errors.js';
import type { ByteSink } from '../../src/files/byte-sink.js';
import { streamSource } from '../../src/files/byte-source.js';
import { sinkOf, type ListForm } from '../../src/files/forms/forms.js';
import { listBytes, recordedEncoding, type ListBytes } from '../../src/files/forms/list-bytes.js';

type TextForm = Exclude<ListForm, 'workbook'>;

const TEXT = 'name,phone\r\nZoë 😀 \u{10ffff}\ufeff,020 7946 0123\r\n\r\n\ud7ff\ue000\u0000,x\r';
describe('a list in UTF-16 is read as UTF-8 and comes back as it came', () => {
  it.each([
    ['utf-16le', '\ufeff', undefined],
    ['utf-16be', '\ufeff', undefined],
    ['utf-16le', '\ufeff', 'utf-16le'],
    ['utf-16be', '\ufeff', 'utf-16be'],
    ['utf-16le', '', 'utf-16le'],
    ['utf-16be', '', 'utf-16be'],
  ] as const)('%s, mark %j, asked %s', async (form, mark, asked) => {
    const given = encoded(mark + TEXT, form);
    const list = await open([given], asked);
    const read = await readAll(list, 1000);
    expect(read.toString()).toBe(mark + TEXT);
    expect([list.form, list.encoding, recordedEncoding(list)]).toEqual([form, 'utf-8', form]);
    expect(list.bytes).toBe(given.length);
    expect(await written(form, [read])).toEqual(given);
  });

  it('wherever it is cut into pieces, on its way in and on its way out', async () => {
    const text = `\ufeff${TEXT}`;
    for (const form of ['utf-16le', 'utf-16be'] as const) {
      const given = encoded(text, form);
      for (let cut = 0; cut <= given.length; cut++) {
        const list = await open([given.subarray(0, cut), given.subarray(cut)], undefined);
        expect((await readAll(list, 7)).toString()).toBe(text);
      }
      const utf8 = Buffer.from(text);
      for (let cut = 0; cut <= utf8.length; cut++) {
        expect(await written(form, [utf8.subarray(0, cut), utf8.subarray(cut)])).toEqual(given);
      }
    }
  });

  it('when it is longer than every buffer, with a pair of surrogates at each odd place', async () => {
    const text = `\ufeffx${'😀'.repeat(400_000)}`;
    const given = encoded(text, 'utf-16be');
    const list = await open([given], undefined);
    const read = await readAll(list, 1 << 16);
    expect(read.equals(Buffer.from(text))).toBe(true);
    expect((await written('utf-16be', [read])).equals(given)).toBe(true);
  });
});

it('leaves every other list as it is', async () => {
  const given = Buffer.from('\ufeffname,phone\r\n\u0000caf\xe9,020 7946 0123', 'latin1');
  const list = await open([given], undefined);
  expect((await readAll(list, 5)).equals(given)).toBe(true);
  expect([list.form, list.encoding, recordedEncoding(list)]).toEqual([
    'as it is',
    undefined,
    'by cell',
  ]);
  expect((await written('as it is', [given])).equals(given)).toBe(true);
});

describe('what cannot be read rightly is refused', () => {
  const LIST = 'phone\r\n020 7946 0123\r\n';
  it.each<[shows: string, bytes: Buffer, asked: FileEncoding | undefined, says: string]>([
    ['UTF-16LE unsaid', encoded(LIST, 'utf-16le'), undefined, 'looks like UTF-16'],
    ['UTF-16BE unsaid', encoded(LIST, 'utf-16be'), undefined, 'add --encoding utf-16be'],
    ['the other order said', encoded(LIST, 'utf-16be'), 'utf-16le', 'it looks like utf-16be'],
    ['another than its mark', encoded(`\ufeff${LIST}`, 'utf-16le'), 'utf-16be', 'says utf-16le'],
    ['UTF-8 said of UTF-16', encoded(`\ufeff${LIST}`, 'utf-16le'), 'utf-8', 'says utf-16le'],
    ['UTF-16 said of UTF-8', Buffer.from(`\ufeff${LIST}`), 'utf-16le', 'says utf-8'],
    ['windows-1252 said of UTF-8', Buffer.from(`\ufeff${LIST}`), 'windows-1252', 'says utf-8'],
    ['UTF-16 said of text', Buffer.from(LIST), 'utf-16le', 'does not look like UTF-16'],
    ['UTF-16BE said of text', Buffer.from(LIST), 'utf-16be', 'does not look like UTF-16'],
    ['UTF-32LE', Buffer.from('fffe000070000000', 'hex'), undefined, 'UTF-32'],
    ['UTF-32BE', Buffer.from('0000feff00000070', 'hex'), 'utf-16be', 'UTF-32'],
    [
      'an odd last byte',
      encoded(`\ufeff${LIST}`, 'utf-16le').subarray(0, -1),
      undefined,
      'byte 45',
    ],
    ['half a pair at the end', encoded('\ufeffphone\ud83d', 'utf-16le'), undefined, 'byte 14'],
    ['half a pair', encoded('\ufeffphone\ud83dx\n', 'utf-16be'), undefined, 'at byte 13'],
    ['a second half alone', encoded('\ufeffphone\ude00x\n', 'utf-16le'), undefined, 'at byte 13'],
  ])('%s', async (_, bytes, asked, says) => {
    const failed = await open([bytes], asked)
      .then((list) => readAll(list, 1000))
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ScreeningError);
    const { code, explanation } = failed as ScreeningError;
    expect(code).toBe('wrong-use');
    expect(JSON.stringify(explanation)).toContain(says);
  });

  it('names the place of a half in the middle of a long file', async () => {
    const before = 'x'.repeat(1_000_000);
    const given = encoded(`\ufeff${before}\ud83d😀${before}`, 'utf-16le');
    const list = await open([given], undefined);
    await expect(readAll(list, 1 << 20)).rejects.toThrow('at byte 2000003');
  });
});

function encoded(text: string, form: TextForm): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return form === 'utf-16be' ? bytes.swap16() : bytes;
}

function open(pieces: Buffer[], encoding: FileEncoding | undefined): Promise<ListBytes> {
  const stream = (async function* () {
    for (const piece of pieces) yield await Promise.resolve(piece);
  })();
  const { signal } = new AbortController();
  return listBytes(streamSource(stream, signal), { encoding }, signal);
}

async function readAll(list: ListBytes, room: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  const buffer = Buffer.alloc(room + 3);
  for (;;) {
    const came = await list.read(buffer, 3);
    if (came === 0) return Buffer.concat(parts);
    parts.push(Buffer.from(buffer.subarray(3, 3 + came)));
  }
}

async function written(form: TextForm, parts: readonly Buffer[]): Promise<Buffer> {
  const out: Buffer[] = [];
  const end: ByteSink = {
    write: (source, from, to) => out.push(Buffer.from(source.subarray(from, to))),
  };
  const sink = sinkOf(form, end);
  for (const part of parts) sink.write(part, 0, part.length);
  await sink.end();
  return Buffer.concat(out);
}
