import { builtinModules } from 'node:module';
import ts from 'typescript';

/**
 * The modules of Node that the program may use. All others are refused, those of the network, of other
 * processes and of code that comes from a text among them: a screening needs none.
 */
const ALLOWED_MODULES: readonly string[] = [
  'async_hooks',
  'buffer',
  'crypto',
  'events',
  'fs',
  'fs/promises',
  'os',
  'path',
  'readline',
  'stream',
  'stream/promises',
  'stream/web',
  'timers/promises',
  'util',
  'zlib',
];

/** Names under which a program reaches the network, or makes code of a text or of bytes, without an import. */
const OUTWARD_NAMES = [
  ...['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'],
  ...['eval', 'Function', 'WebAssembly'],
];

/**
 * Where a source file could reach out of the program, as `line: what`, lines from 1: a module of Node
 * that is not allowed, a name that needs no import, an import of what only a run knows.
 */
export function outwardUses(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const report = (node: ts.Node, what: string): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    found.push(`${line + 1}: ${what}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      const from = node.moduleSpecifier;
      if (from && ts.isStringLiteral(from) && isRefused(from.text)) report(node, from.text);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [from] = node.arguments;
      if (from === undefined || !ts.isStringLiteralLike(from)) report(node, node.getText(source));
      else if (isRefused(from.text)) report(node, from.text);
    } else if (ts.isIdentifier(node) && OUTWARD_NAMES.includes(node.text) && !isMember(node)) {
      report(node, node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isRefused(specifier: string): boolean {
  const name = specifier.replace(/^node:/, '');
  const isNodes = specifier.startsWith('node:') || builtinModules.includes(name);
  return isNodes && !ALLOWED_MODULES.includes(name);
}

function isMember(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    ((ts.isPropertyAssignment(parent) || ts.isTypeElement(parent) || ts.isClassElement(parent)) &&
      parent.name === node)
  );
}
