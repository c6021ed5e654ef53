import { analyse } from 'scslre';
import ts from 'typescript';

/** Regular expressions of a program, and what of them no reader of the source can tell. */
export interface Patterns {
  /** As `file: /pattern/flags`, with what is wrong: patterns whose time grows faster than the text. */
  readonly slow: readonly string[];
  /** As `file: text`: expressions made of what only a run knows. */
  readonly changing: readonly string[];
  readonly count: number;
}

/**
 * Looks at every regular expression of a program, literals and those made of constants. Slow is one
 * that takes more than linear time on some text: because it backtracks, or because it is tried anew from
 * each place of a run of characters.
 *
 * @param root the folder, with a slash at its end
 */
export function patternsIn(program: ts.Program, root: string): Patterns {
  const checker = program.getTypeChecker();
  const slow: string[] = [];
  const changing: string[] = [];
  let count = 0;
  const look = (place: string, source: string, flags: string): void => {
    count++;
    const { reports } = analyse({ source, flags });
    if (reports.length > 0) slow.push(`${place}: /${source}/${flags}`);
  };
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile || !file.fileName.includes(`/${root}`)) continue;
    const place = file.fileName.slice(file.fileName.lastIndexOf(root) + root.length);
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        look(place, node.text.slice(1, end), node.text.slice(end + 1));
      } else if (isRegExp(node)) {
        const [source, flags = ''] = (node.arguments ?? []).map((part) => constant(part, checker));
        if (source === undefined) changing.push(`${place}: ${node.getText()}`);
        else look(place, source, flags);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return { slow, changing, count };
}

function isRegExp(node: ts.Node): node is ts.NewExpression | ts.CallExpression {
  const isMade = ts.isNewExpression(node) || ts.isCallExpression(node);
  return isMade && ts.isIdentifier(node.expression) && node.expression.text === 'RegExp';
}

/** The text that an expression always is; undefined when a run can make it another. */
function constant(node: ts.Expression, checker: ts.TypeChecker): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTaggedTemplateExpression(node)) {
    return node.tag.getText() === 'String.raw'
      ? ofTemplate(node.template, ({ rawText }) => rawText, checker)
      : undefined;
  }
  if (ts.isTemplateExpression(node)) return ofTemplate(node, ({ text }) => text, checker);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return joined([constant(node.left, checker), constant(node.right, checker)], '');
  }
  if (ts.isCallExpression(node)) return ofJoin(node, checker);
  if (!ts.isIdentifier(node)) return undefined;
  const settled = settledAs(node, checker);
  return settled && constant(settled, checker);
}

function ofTemplate(
  template: ts.TemplateLiteral,
  textOf: (part: ts.TemplateLiteralLikeNode) => string | undefined,
  checker: ts.TypeChecker,
): string | undefined {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return textOf(template);
  const parts = template.templateSpans.flatMap(({ expression, literal }) => [
    constant(expression, checker),
    textOf(literal),
  ]);
  return joined([textOf(template.head), ...parts], '');
}

/** `[…].join('|')` of constants. */
function ofJoin(call: ts.CallExpression, checker: ts.TypeChecker): string | undefined {
  const { expression: called } = call;
  const [between] = call.arguments;
  if (!ts.isPropertyAccessExpression(called) || called.name.text !== 'join') return undefined;
  if (!ts.isArrayLiteralExpression(called.expression) || between === undefined) return undefined;
  const parts = called.expression.elements.map((part) => constant(part, checker));
  return joined(parts, constant(between, checker));
}

function joined(
  parts: readonly (string | undefined)[],
  between: string | undefined,
): string | undefined {
  return between === undefined || parts.includes(undefined) ? undefined : parts.join(between);
}

function settledAs(name: ts.Identifier, checker: ts.TypeChecker): ts.Expression | undefined {
  let symbol = checker.getSymbolAtLocation(name);
  if (symbol && (symbol.flags & ts.SymbolFlags.Alias) !== 0) {
    symbol = checker.getAliasedSymbol(symbol);
  }
  const declaration = symbol?.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
  const isConst = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  return isConst ? declaration.initializer : undefined;
}
