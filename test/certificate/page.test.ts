import { describe, expect, it } from 'vitest';
import { pageHtml, type Page } from '../../src/pages/page.js';
import { faultsOf } from '../pages/page-markup.js';

const EVIL = `<script>alert("1")</script> & 'x' \u202e\u0007`;
const SAFE = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39; \\x202e\\x07';

const page: Page = {
  title: EVIL,
  over: EVIL,
  lead: EVIL,
  statement: [EVIL],
  sections: [
    {
      title: EVIL,
      blocks: [
        { kind: 'heading', text: EVIL },
        { kind: 'shares', shares: [{ share: 1, tone: 'good' }], caption: EVIL },
        { kind: 'table', head: ['a', 'b', 'c', 'd'], rows: [], right: [], caption: EVIL },
        { kind: 'rows', rows: [[EVIL, { text: EVIL, isCode: true, tone: 'bad' }]] },
        { kind: 'table', head: [EVIL], rows: [[EVIL], [{ text: EVIL, isWhole: true }]], right: [] },
        { kind: 'sentences', sentences: [EVIL] },
      ],
    },
  ],
  signatures: [EVIL],
  annexes: [{ title: EVIL, blocks: [] }],
  foot: `</style>${EVIL}"}`,
};

describe('a page', () => {
  it('is sound by all that can be told without a browser', () => {
    expect(faultsOf(pageHtml({ ...page, title: 'A sound page', foot: '' }))).toEqual([]);
  });

  it('shows whatever it is given as text, wherever it stands', () => {
    const html = pageHtml(page);
    expect(html.split(SAFE).length - 1).toBe(19);
    expect(html).not.toContain('<script');
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(/[\u202e\u0007]/.test(html)).toBe(false);
  });

  it('fetches nothing and runs nothing', () => {
    const html = pageHtml(page);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(html).not.toMatch(/\b(?:src|href|url)\s*[=(]|@import|\bon\w+=/);
  });

  it('closes what it opens', () => {
    const html = pageHtml(page).replace(/<style>.*<\/style>/s, '');
    const open: string[] = [];
    for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
      if (['meta', 'html', 'rect'].includes(name)) continue;
      if (end === '') open.push(name);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
  });

  it('keeps a short table on one sheet and lets a long one go over', () => {
    const table = (rows: number): string =>
      pageHtml({
        ...page,
        sections: [
          {
            title: '',
            blocks: [{ kind: 'table', head: ['a'], rows: new Array(rows).fill(['1']), right: [0] }],
          },
        ],
      });
    expect(table(8)).toContain('<table class="short">');
    expect(table(9)).toContain('<table><thead><tr><th scope="col" class="figure">a</th>');
  });
});
