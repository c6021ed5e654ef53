import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { ScreeningError } from '../../src/core/errors.js';
import { streamSource } from '../../src/files/byte-source.js';
import { readRegister, type RegisterContent } from '../../src/intake/read-register.js';

const LINE = '01632960123 \r\n';
/** A file is read in pieces of so many bytes. */
const PIECE = 1 << 20;

function read(text: string): Promise<RegisterContent> {
  const { signal } = new AbortController();
  const source = streamSource(Readable.from([Buffer.from(text, 'latin1')]), signal);
  return readRegister(source, false, signal);
}

/** Lines, and then another one whose CR is the last byte of the first piece. */
function withLineAtEdge(line: string): string {
  const lines = LINE.repeat(Math.ceil(PIECE / LINE.length)).slice(0, PIECE - line.length - 1);
  return `${lines.slice(0, lines.lastIndexOf('\n') + 1).padEnd(PIECE - line.length - 1)}${line}\r`;
}

describe('a register that is read in pieces', () => {
  it.each([24, 63, 64, 65, 200, 5000])(
    'is refused for a line of %i bytes that ends with a piece, as for one elsewhere',
    async (length) => {
      const junk = 'x'.repeat(length);
      for (const rest of [`\n${LINE}`, LINE, '']) {
        const text = withLineAtEdge(junk) + rest;
        expect(text.indexOf(`${junk}\r`) + length).toBe(PIECE - 1);
        const content = read(text);
        if (length < 60) expect((await content).tally.rejected).toBe(1);
        else await expect(content).rejects.toBeInstanceOf(ScreeningError);
      }
    },
  );
});
