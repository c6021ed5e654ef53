/** A tag of a page, in order: what it opens or closes, and its attributes as they stand. */
interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
  readonly attributes: string;
}

/** Elements that nothing closes. */
const OPEN = ['meta', 'rect', '!doctype'];

/** The tags of a page that this program made; its style is left out. */
function tagsIn(html: string): Tag[] {
  const markup = html.replace(/<style>.*?<\/style>/s, '<style></style>');
  return [...markup.matchAll(/<(\/?)(!?[a-z][a-z0-9]*)([^>]*)>/g)].map(
    ([, end, name = '', attributes = '']) => ({ name, isEnd: end === '/', attributes }),
  );
}

/** What of a page's structure is wrong; empty of a sound one. */
export function faultsOf(html: string): string[] {
  return [...nesting(html), ...headings(html), ...tables(html), ...reach(html), ...head(html)];
}

function nesting(html: string): string[] {
  const open: string[] = [];
  for (const { name, isEnd } of tagsIn(html)) {
    if (OPEN.includes(name)) continue;
    if (!isEnd) open.push(name);
    else if (open.pop() !== name) return [`</${name}> closes what is not open`];
  }
  return open.map((name) => `<${name}> is not closed`);
}

/** One first heading, and no level left out. */
function headings(html: string): string[] {
  const levels = tagsIn(html)
    .filter(({ name, isEnd }) => /^h[1-6]$/.test(name) && !isEnd)
    .map(({ name }) => Number(name.slice(1)));
  const first = levels.filter((level) => level === 1).length;
  const leaps = levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1);
  return [
    ...(first === 1 && levels[0] === 1 ? [] : ['the first heading is not one h1']),
    ...leaps.map((level) => `an h${String(level)} leaves a level out`),
  ];
}

/** Each column has a head that says something and that it is of a column; each row has as many cells. */
function tables(html: string): string[] {
  return [...html.matchAll(/<table.*?<\/table>/gs)].flatMap(([table]) => {
    const heads = [...table.matchAll(/<th(\s[^>]*)>(.*?)<\/th>/gs)];
    const empty = heads.filter(
      ([, mark = '', text]) => !mark.includes('scope="col"') || text === '',
    );
    const rows = [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].slice(1);
    const uneven = rows.filter(([row]) => row.split('<td').length - 1 !== heads.length);
    return [
      ...empty.map(() => 'a column without a head'),
      ...uneven.map(([row]) => `a row of another width: ${row}`),
    ];
  });
}

/** Nothing runs and nothing is asked for. */
function reach(html: string): string[] {
  const found = html.match(
    /<(?:script|link|img|iframe|object|base)\b|\b(?:src|href)\s*=|url\(|@import|https?:|<[^>]+\son[a-z]+=/g,
  );
  return (found ?? []).map((what) => `${what} reaches out or runs`);
}

function head(html: string): string[] {
  const wanted = ['<!doctype html>\n<html lang="en-GB">', '<meta charset="utf-8">', '<main>'];
  const title = /<title>[^<]{5,}<\/title>/.test(html);
  return [
    ...wanted.filter((part) => !html.includes(part)).map((part) => `${part} is missing`),
    ...(title ? [] : ['no title']),
  ];
}

/** What a reader sees: without markup, with what stands for signs turned back. */
export function textOf(html: string): string {
  const [, body = ''] = html.split('<body>');
  return body
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
