import ts from 'typescript';

/** Names that a source file exports without a doc comment, in order; overloads share one. */
export function undocumentedExports(source: ts.SourceFile): string[] {
  const documented = new Map<string, boolean>();
  const exported = new Set<string>();
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement)) {
      if (statement.moduleSpecifier === undefined && statement.exportClause !== undefined) {
        for (const name of namesListed(statement.exportClause)) exported.add(name);
      }
      continue;
    }
    if (ts.isExportAssignment(statement)) {
      exported.add('default');
      documented.set('default', hasDocComment(statement));
      continue;
    }
    for (const name of namesDeclared(statement)) {
      documented.set(name, documented.get(name) === true || hasDocComment(statement));
      if (isExported(statement)) exported.add(name);
    }
  }
  return [...exported].filter((name) => documented.get(name) === false);
}

function namesListed(clause: ts.NamedExportBindings): string[] {
  if (ts.isNamespaceExport(clause)) return [];
  return clause.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
}

function namesDeclared(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement)
  ) {
    return [statement.name?.text ?? 'default'];
  }
  return [];
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function hasDocComment(statement: ts.Statement): boolean {
  return ts
    .getJSDocCommentsAndTags(statement)
    .some((doc) => ts.isJSDoc(doc) && (ts.getTextOfJSDocComment(doc.comment) ?? '').trim() !== '');
}
