import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DOCUMENTS } from './documents.js';

/** The names by which headings are linked to. */
function anchors(text: string): string[] {
  const prose = text.replace(/^```[^]*?^```/gm, '');
  return [...prose.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  );
}

const links = DOCUMENTS.flatMap(({ path, text }) =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => ({ path, link })),
);

describe('links between documents', () => {
  it('lead to files and headings that are there', () => {
    expect(links.length).toBeGreaterThan(20);
    const lost = links.filter(({ path, link }) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : normalize(join(dirname(path), file));
      if (!existsSync(target)) return true;
      if (anchor === undefined) return false;
      const document = DOCUMENTS.find((one) => one.path === target);
      return document === undefined || !anchors(document.text).includes(anchor);
    });
    expect(lost).toEqual([]);
  });

  it('lead to every document', () => {
    const named = new Set(
      links.map(({ path, link }) => normalize(join(dirname(path), link.split('#')[0] ?? ''))),
    );
    expect(DOCUMENTS.map(({ path }) => path).filter((path) => !named.has(path))).toEqual([
      'README.md',
    ]);
  });
});
