import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ByteSink } from '../../src/files/byte-sink.js';
import { LineRoom } from '../../src/files/line-room.js';

class Kept implements ByteSink {
  readonly writes: string[] = [];

  write(source: Buffer, start: number, end: number): void {
    this.writes.push(source.toString('utf8', start, end));
  }

  get text(): string {
    return this.writes.join('');
  }
}

describe('room for lines', () => {
  it.each([0, 7, 10, 99, 100, 1_000_000, 447_700_900_123, Number.MAX_SAFE_INTEGER])(
    'lays down %i as it is written',
    (value) => {
      const kept = new Kept();
      const room = new LineRoom(kept);
      expect(room.begin(0, 1)).toBe(true);
      room.integer(value);
      room.flush();
      expect(kept.text).toBe(`${String(value)},`);
    },
  );

  it('keeps lines in order, laid down and as text, and flushes between lines only', () => {
    const kept = new Kept();
    const room = new LineRoom(kept);
    const tail = Buffer.from('é'.repeat(40) + '\r\n');
    let wanted = '';
    for (let line = 0; line < 5000; line++) {
      if (line % 3 === 0) {
        room.text(`text ${String(line)}\r\n`);
        wanted += `text ${String(line)}\r\n`;
      } else {
        expect(room.begin(tail.length + 2, 1)).toBe(true);
        room.integer(line);
        room.bytes(Buffer.from('-ab-'), 1, 3);
        room.bytes(tail);
        wanted += `${String(line)},ab${tail.toString()}`;
      }
    }
    room.flush();
    expect(kept.text).toBe(wanted);
    expect(kept.writes.length).toBeGreaterThan(2);
    expect(kept.writes.every((some) => some.endsWith('\r\n'))).toBe(true);
  });

  it('sums up the line since it was begun, after others', () => {
    const room = new LineRoom(undefined);
    let sum = 0;
    for (const text of ['first\r\n', 'second\r\n']) {
      room.begin(text.length, 0);
      room.bytes(Buffer.from(text));
      sum = room.checksum(sum);
    }
    expect(sum).toBe(crc32('first\r\nsecond\r\n'));
  });

  it('takes a line that is longer than all of it as text, after those before', () => {
    const kept = new Kept();
    const room = new LineRoom(kept);
    const long = 'x'.repeat(1 << 17);
    room.text('before\n');
    expect(room.begin(long.length, 0)).toBe(false);
    room.text(long);
    room.text('after\n');
    room.flush();
    expect(kept.text).toBe(`before\n${long}after\n`);
  });
});
