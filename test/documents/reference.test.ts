import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { documentText } from './documents.js';
import { reference } from './reference.js';

it('the reference is what the tables of the program say (REFERENCE=update writes it)', () => {
  const made = `${reference().trimEnd()}\n`;
  if (process.env['REFERENCE'] === 'update') {
    writeFileSync(new URL('../../docs/reference.md', import.meta.url), made);
    return;
  }
  expect(documentText('docs/reference.md')).toBe(made);
});
