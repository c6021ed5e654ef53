import { readdirSync, readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

/** What a reader is given: the README first, then every page of docs/. */
export const DOCUMENTS: readonly { readonly path: string; readonly text: string }[] = [
  'README.md',
  ...readdirSync(new URL('docs/', root))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `docs/${name}`),
].map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') }));

/** The text of one document. */
export function documentText(path: string): string {
  const found = DOCUMENTS.find((document) => document.path === path);
  if (!found) throw new Error(`no document ${path}`);
  return found.text;
}

/** What stands under the heading of that name, down to the next heading, in whichever document has it. */
export function section(path: string, title: string): string {
  const [, rest = ''] = documentText(path).split(new RegExp(`^#+ ${title}$`, 'm'));
  return rest.split(/^#+ /m)[0] ?? '';
}

/** The first cells of the tables of a section, without their heads. */
export function firstCells(path: string, title: string): string[] {
  return [...section(path, title).matchAll(/^\| `?([^`|]+?)`? \|/gm)]
    .map(([, cell]) => cell ?? '')
    .slice(1);
}
