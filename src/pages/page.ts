import { PAGE_STYLE } from './page-style.js';

/** How a line or cell is meant: what is sound, what a reader must not overlook, what is by the way. */
export type PageTone = 'good' | 'bad' | 'doubt' | 'quiet';

/** A share of a whole, drawn: from 0 to 1. */
export interface PageBar {
  readonly share: number;
  readonly tone: PageTone;
}

/** A piece of text, in a tone where it has one; of one line, in letters of one width, where said. */
export type PageText =
  | string
  | {
      readonly text: string;
      readonly tone?: PageTone;
      readonly isCode?: boolean;
      readonly isWhole?: boolean;
    };

/** Rows of a label and what it labels. */
export interface PageRows {
  readonly kind: 'rows';
  readonly rows: readonly (readonly [label: string, value: PageText])[];
}

/** A table with a head; columns named in `right`, from 0, are figures. */
export interface PageTable {
  readonly kind: 'table';
  readonly head: readonly string[];
  readonly rows: readonly (readonly (PageText | PageBar)[])[];
  readonly right: readonly number[];
  /** What it shows, where the section's title does not say it. */
  readonly caption?: string;
}

/** A heading inside a section. */
export interface PageHeading {
  readonly kind: 'heading';
  readonly text: string;
}

/** A whole drawn as one bar of shares, each of its tone; the caption says the same in words. */
export interface PageShares {
  readonly kind: 'shares';
  readonly shares: readonly PageBar[];
  readonly caption: string;
}

/** Sentences, a paragraph each. */
export interface PageSentences {
  readonly kind: 'sentences';
  readonly sentences: readonly PageText[];
}

/** What stands in a section. */
export type PageBlock = PageRows | PageTable | PageSentences | PageShares | PageHeading;

/** A part of a page under a heading. */
export interface PageSection {
  readonly title: string;
  readonly blocks: readonly PageBlock[];
}

/** A page for people, to be read on a screen and printed on A4. */
export interface Page {
  readonly title: string;
  /** Above the title: what kind of document this is, and which. */
  readonly over: string;
  readonly lead: string;
  /** Framed, before all sections: what a reader must know if he reads nothing else. */
  readonly statement: readonly PageText[];
  readonly sections: readonly PageSection[];
  /** Lines to be filled in by hand, after the sections. */
  readonly signatures: readonly string[];
  /** Sections after the signatures, each on a sheet of its own when printed. */
  readonly annexes: readonly PageSection[];
  /** At the foot, and of every printed page. */
  readonly foot: string;
}

/**
 * A page as one HTML file: nothing in it is fetched, nothing runs, and what came from files and
 * people is text and never markup.
 */
export function pageHtml(page: Page): string {
  const { title, over, lead, statement, sections, signatures, annexes, foot } = page;
  return [
    pageBeginning(title),
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="color-scheme" content="light dark">',
    `<style>${PAGE_STYLE}${footStyle(foot)}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<header><p class="over">${escaped(over)}</p><h1>${escaped(title)}</h1><p class="lead">${escaped(lead)}</p></header>`,
    `<div class="statement">${statement.map(paragraph).join('')}</div>`,
    ...sections.map((section) => sectionHtml(section, '')),
    ...(signatures.length > 0 ? [signaturesHtml(signatures)] : []),
    ...annexes.map((annex) => sectionHtml(annex, ' class="annex"')),
    `<footer>${escaped(foot)}</footer>`,
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** How every page with a title begins: by it a page is known. */
export function pageBeginning(title: string): string {
  return [
    '<!doctype html>',
    '<html lang="en-GB">',
    '<head>',
    '<meta charset="utf-8">',
    `<title>${escaped(title)}</title>`,
  ].join('\n');
}

function sectionHtml({ title, blocks }: PageSection, mark: string): string {
  return `<section${mark}><h2>${escaped(title)}</h2>\n${blocks.map((block) => blockHtml(block, title)).join('\n')}\n</section>`;
}

function blockHtml(block: PageBlock, title: string): string {
  switch (block.kind) {
    case 'sentences':
      return block.sentences.map(paragraph).join('\n');
    case 'rows': {
      const rows = block.rows.map(
        ([label, value]) => `<div><dt>${escaped(label)}</dt><dd>${inline(value)}</dd></div>`,
      );
      return `<dl>${rows.join('\n')}</dl>`;
    }
    case 'table':
      return tableHtml(block, title);
    case 'heading':
      return `<h3>${escaped(block.text)}</h3>`;
    case 'shares':
      return sharesHtml(block);
  }
}

/** Tables of so few rows stay on one sheet. */
const SHORT_TABLE = 8;
/** Tables of more columns are too wide for a narrow screen, and are moved from side to side there. */
const NARROW_TABLE = 3;

function tableHtml({ head, rows, right, caption }: PageTable, title: string): string {
  const side = (at: number) => (right.includes(at) ? ' class="figure"' : '');
  const heads = head.map((cell, at) => `<th scope="col"${side(at)}>${escaped(cell)}</th>`);
  const body = rows.map(
    (row) => `<tr>${row.map((cell, at) => `<td${side(at)}>${cellHtml(cell)}</td>`).join('')}</tr>`,
  );
  const mark = rows.length <= SHORT_TABLE ? ' class="short"' : '';
  const titled = caption === undefined ? '' : `<caption>${escaped(caption)}</caption>`;
  const table = `<table${mark}>${titled}<thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('\n')}</tbody></table>`;
  if (head.length <= NARROW_TABLE) return table;
  // Whoever has no mouse moves it with the keys.
  return `<div class="wide" role="group" aria-label="${escaped(caption ?? title)}" tabindex="0">${table}</div>`;
}

function cellHtml(cell: PageText | PageBar): string {
  return typeof cell === 'object' && 'share' in cell ? barHtml(cell) : inline(cell);
}

/** Drawn and not a coloured ground, which browsers leave out when they print. */
function barHtml({ share, tone }: PageBar): string {
  const width = Math.max(share * 100, share > 0 ? 0.5 : 0).toFixed(1);
  return `<svg class="bar" aria-hidden="true"><rect class="${tone}" width="${width}%" height="100%"/></svg>`;
}

/** In thousandths, so that what is there at all can be seen; a caption stands for it where it is not seen. */
function sharesHtml({ shares, caption }: PageShares): string {
  let from = 0;
  const parts = shares.map(({ share, tone }) => {
    const width = share === 0 ? 0 : Math.max(share * 1000, 4);
    const part = `<rect class="${tone}" x="${from.toFixed(1)}" width="${width.toFixed(1)}" height="40"/>`;
    from += width;
    return part;
  });
  const drawn = `<svg class="shares" viewBox="0 0 ${Math.max(from, 1).toFixed(1)} 40" preserveAspectRatio="none" aria-hidden="true">${parts.join('')}</svg>`;
  return `<figure>${drawn}<figcaption>${escaped(caption)}</figcaption></figure>`;
}

function signaturesHtml(lines: readonly string[]): string {
  const all = lines.map((line) => `<div><span></span>${escaped(line)}</div>`);
  return `<section class="signatures">${all.join('')}</section>`;
}

function paragraph(text: PageText): string {
  return `<p>${inline(text)}</p>`;
}

function inline(text: PageText): string {
  if (typeof text === 'string') return escaped(text);
  const content = text.isCode === true ? `<code>${escaped(text.text)}</code>` : escaped(text.text);
  const marks = [text.tone, text.isWhole === true ? 'whole' : undefined].filter(Boolean).join(' ');
  return marks === '' ? content : `<span class="${marks}">${content}</span>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Signs of control, and those that turn the order of what follows, are shown and not obeyed. */
function escaped(text: string): string {
  return text
    .replace(
      /[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
      (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
    )
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** The foot of printed pages is a text of the style sheet: there, only letters and figures are safe. */
function footStyle(foot: string): string {
  const safe = foot.replace(/[^A-Za-z0-9 .,:-]/g, '');
  return `@page{@bottom-left{content:"${safe}"}}`;
}
