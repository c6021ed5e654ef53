import ts from 'typescript';

const GLOBALS = ['process', 'performance', 'globalThis'];
const MODULES = ['process', 'perf_hooks', 'os'];

/**
 * Where a source file touches the clock, the environment or the process: as `line: what`, lines
 * from 1. Of `Date` only what takes its time as an argument passes (`new Date(x)`, `Date.UTC`,
 * `Date.parse`, `instanceof Date`, the type), so that an alias or a destructured `now` is caught
 * as well. Properties that merely bear such a name are none.
 */
export function ambientUses(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const report = (node: ts.Node, what: string) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    found.push(`${line + 1}: ${what}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && namesModule(node)) {
      if (MODULES.includes(node.text.replace(/^node:/, ''))) report(node, node.text);
    } else if (ts.isIdentifier(node) && !isMemberName(node)) {
      if (GLOBALS.includes(node.text)) report(node, node.text);
      else if (node.text === 'Date' && !takesItsTime(node))
        report(node, node.parent.getText(source));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function namesModule({ parent }: ts.StringLiteral): boolean {
  return (
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isExternalModuleReference(parent) ||
    (ts.isCallExpression(parent) &&
      (parent.expression.kind === ts.SyntaxKind.ImportKeyword ||
        (ts.isIdentifier(parent.expression) && parent.expression.text === 'require')))
  );
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  return (
    (ts.isPropertyAssignment(parent) || ts.isTypeElement(parent) || ts.isClassElement(parent)) &&
    parent.name === node
  );
}

function takesItsTime(date: ts.Identifier): boolean {
  const { parent } = date;
  if (ts.isNewExpression(parent)) return (parent.arguments?.length ?? 0) > 0;
  if (ts.isPropertyAccessExpression(parent)) return ['UTC', 'parse'].includes(parent.name.text);
  if (ts.isBinaryExpression(parent)) {
    return parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
  }
  return ts.isTypeReferenceNode(parent);
}
