/** Calls whose arguments are read by people, and what throws a fault of the program. */
const SPEAKING = new Set(['wrongUse', 'notSafe', 'guardRefused', 'RangeError']);

/**
 * Leaves the texts of errors as they are. That an error is thrown, which one, and the values that
 * it names are held by tests; its words are not, or no sentence could be made better.
 */
export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'error-texts',
    value: {
      shouldIgnore(path) {
        if (!path.isStringLiteral() && !path.isTemplateLiteral()) return undefined;
        const speaking = path.findParent(
          ({ node }) => 'callee' in node && SPEAKING.has(node.callee.name),
        );
        return speaking ? 'the words of an error are free' : undefined;
      },
    },
  },
];
