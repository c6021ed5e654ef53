import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A folder's TypeScript files but for packages (of the bench), parsed, with paths inside the folder and forward slashes, sorted. */
export function sourceFiles(root: string): ts.SourceFile[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.split(path.sep).includes('node_modules'))
    .sort()
    .map((name) => {
      const text = readFileSync(path.join(root, name), 'utf8');
      return parse(name.replaceAll(path.sep, '/'), text);
    });
}

/** One file's text as a tree whose nodes know their parents. */
export function parse(name: string, text: string): ts.SourceFile {
  return ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
}

/** Whether a file is named after no noun of the field, or is a folder's front door. */
export function hasEmptyName({ fileName }: ts.SourceFile): boolean {
  const stem = path.posix.basename(fileName).split('.')[0] ?? '';
  return /(^|-)(utils?|helpers?|types|managers?|index)$/.test(stem);
}

/** Whether a file passes on what others export: a star, or nothing of its own. */
export function isBarrel({ statements }: ts.SourceFile): boolean {
  const passedOn = statements.filter(
    (statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined,
  );
  const star = passedOn.some(
    (statement) => ts.isExportDeclaration(statement) && statement.exportClause === undefined,
  );
  return star || (passedOn.length > 0 && passedOn.length === statements.length);
}

/** Lines in a file; a line end at the very end begins no further line. */
export function lineCount({ text }: ts.SourceFile): number {
  return text.replace(/\n$/, '').split('\n').length;
}
