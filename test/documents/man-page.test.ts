import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/commands.js';
import { manPage } from './man-page.js';

const PATH = 'man/tps-scrub.1';

describe('the manual page', () => {
  it('says what the help says (MAN=update writes it anew)', () => {
    const made = manPage();
    if (process.env['MAN'] === 'update') writeFileSync(PATH, made);
    expect(readFileSync(PATH, 'utf8')).toBe(made);
  });

  it('has a heading for each command, and only ASCII, which every troff reads', () => {
    const text = readFileSync(PATH, 'utf8');
    expect(text.match(/^\.SS /gm)).toHaveLength(COMMANDS.length);
    expect(text).toMatch(/^[\n -~]+$/);
    // A line that begins with an apostrophe, or a dot that is none of ours, would be a request.
    const requests = new Set(text.match(/^['.]\S*/gm));
    expect([...requests].sort()).toEqual(
      ['.B', '.I', '.PP', '.RI', '.SH', '.SS', '.TH', '.TP', '.\\"', '.fi', '.nf'].sort(),
    );
  });
});
