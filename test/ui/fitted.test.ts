import { describe, expect, it } from 'vitest';
import { fitted } from '../../src/ui/paragraphs.js';
import { newFirms } from '../own-lists/firm.js';
import { runInProcess } from '../commands/run-in-process.js';

const newFirm = newFirms();

describe('text on a terminal', () => {
  it.each([
    ['one two three', 'one two three'],
    ['one two three four', 'one two three\nfour'],
    ['  key  one two three', '  key  one two\n       three'],
    ['tps-scrub: note here', 'tps-scrub: note\n           here'],
    ['a-word-that-is-longer and', 'a-word-that-is-longer\nand'],
    ['  a-word-that-is-longer', '  a-word-that-is-longer'],
    ['\x1b[31mone two three\x1b[39m four', '\x1b[31mone two three\x1b[39m\nfour'],
    ['Now: tps-scrub recall --all; or so it is', 'Now:\ntps-scrub recall --all;\nor so it is'],
    ['ends in blanks   ', 'ends in blanks   '],
  ])('is broken between words alone: %j', (text, lines) => {
    expect(fitted(text, 15)).toBe(lines);
  });

  it('keeps every word, whatever it is', () => {
    const text = 'ab cdefg hijklmnopqrst uv  wxyz, 0123456789 and a longer end';
    for (let width = 3; width < 70; width++) {
      expect(fitted(text, width).split(/\s+/)).toEqual(text.split(/\s+/));
    }
  });

  it('has whole words at column 80 in answers, notes and errors, and elsewhere no break', async () => {
    const firm = newFirm().at('2026-03-02');
    const { folder, database, now } = firm;
    const environment = { NO_COLOR: '1' };
    const world = { folder, database, now, terminal: true, outTerminal: true, environment };
    const words = ['import', 'tps', 'missing.txt', '--dated', '2026-03-0x'];
    for (const asked of [
      words,
      ['status'],
      ['config', 'show', '--all'],
      ['policy', 'live-calls'],
    ]) {
      const shown = await runInProcess(asked, world);
      const lines = `${shown.stdout.toString()}${shown.stderr}`.split('\n');
      // A command stays whole, so that it can be copied.
      const wide = lines.filter(
        (line) => line.length > 80 && !line.includes('tps-scrub ') && line.trim().includes(' '),
      );
      expect(wide).toEqual([]);
    }
    const piped = await runInProcess(['status'], { folder, database, now });
    expect(piped.stderr.split('\n').some((line) => line.length > 80)).toBe(true);
  });
});
