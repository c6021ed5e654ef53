import ts from 'typescript';

/** Methods that take SQL; `exec` of a regular expression is told apart by what it is called on. */
const TAKES_SQL = ['prepare', 'exec', 'pragma'];

/** The function of ours that takes a database, then SQL (src/store/statement.ts). */
const PREPARES = 'statement';

/**
 * Parts of SQL in a program that are not constants, as `file: part`, sorted: what stands between `${` and
 * `}`, and an argument that is no text at all. Constant is a literal, an expression whose type is one
 * literal or several, and a `const` whose own text is made of such. All else could hold what a user
 * wrote, and must be a bound parameter.
 *
 * @param root the folder, with a slash at its end
 */
export function changingSql(program: ts.Program, root: string): string[] {
  const checker = program.getTypeChecker();
  const found = new Set<string>();
  const visit = (file: ts.SourceFile, node: ts.Node): void => {
    const sql = sqlOf(node, checker);
    for (const part of sql === undefined ? [] : changingParts(sql, checker)) {
      const name = file.fileName.slice(file.fileName.lastIndexOf(root) + root.length);
      found.add(`${name}: ${part.getText()}`);
    }
    ts.forEachChild(node, (child) => visit(file, child));
  };
  for (const file of program.getSourceFiles()) {
    if (!file.isDeclarationFile && file.fileName.includes(`/${root}`)) visit(file, file);
  }
  return [...found].sort();
}

function sqlOf(node: ts.Node, checker: ts.TypeChecker): ts.Expression | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  if (ts.isIdentifier(node.expression)) {
    return node.expression.text === PREPARES ? node.arguments[1] : undefined;
  }
  if (!ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression: called, name } = node.expression;
  if (!TAKES_SQL.includes(name.text)) return undefined;
  if (checker.typeToString(checker.getTypeAtLocation(called)) === 'RegExp') return undefined;
  return node.arguments[0];
}

function changingParts(sql: ts.Expression, checker: ts.TypeChecker): ts.Expression[] {
  if (ts.isStringLiteralLike(sql) || isOfLiterals(checker.getTypeAtLocation(sql))) return [];
  if (ts.isParenthesizedExpression(sql)) return changingParts(sql.expression, checker);
  if (ts.isTemplateExpression(sql)) {
    return sql.templateSpans.flatMap(({ expression }) => changingParts(expression, checker));
  }
  if (ts.isBinaryExpression(sql) && sql.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return [...changingParts(sql.left, checker), ...changingParts(sql.right, checker)];
  }
  const settled = settledText(sql, checker);
  return settled === undefined || changingParts(settled, checker).length > 0 ? [sql] : [];
}

/** Types of literals: what such an expression can hold is written in the source. */
function isOfLiterals(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.every(isOfLiterals);
  return type.isStringLiteral() || type.isNumberLiteral();
}

/** What a name always stands for, in whichever file it is settled; what `String(…)` makes text of. */
function settledText(name: ts.Expression, checker: ts.TypeChecker): ts.Expression | undefined {
  if (ts.isCallExpression(name) && name.expression.getText() === 'String') return name.arguments[0];
  if (!ts.isIdentifier(name)) return undefined;
  let symbol = checker.getSymbolAtLocation(name);
  if (symbol && (symbol.flags & ts.SymbolFlags.Alias) !== 0) {
    symbol = checker.getAliasedSymbol(symbol);
  }
  const declaration = symbol?.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
  const isConst = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  return isConst ? declaration.initializer : undefined;
}
