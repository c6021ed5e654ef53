import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const offInTests = ['only', 'skip', 'todo', 'fails'].flatMap((property) =>
  ['describe', 'it', 'test'].map((object) => ({
    object,
    property,
    message: 'A test is there and runs, or it is not there.',
  })),
);

export default defineConfig(
  globalIgnores([
    'dist/',
    // Another language than TypeScript, for all that it looks like it: its compiler checks it.
    'assembly/',
    'coverage/',
    '.bench/',
    '.pages/',
    'demo-output/',
    '.reference/',
    'test/architecture/planted/',
  ]),
  js.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      // Cells and terminals carry control characters: naming them is this program's work.
      'no-control-regex': 'off',
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'exit',
          message: 'Loses output still in a pipe: set process.exitCode.',
        },
      ],
    },
  },
  {
    files: ['**/*.js'],
    languageOptions: {
      // Node's own globals: there is no other environment here.
      globals: Object.fromEntries(
        Object.getOwnPropertyNames(globalThis).map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    // One place prints, and it is not the console.
    rules: { 'no-console': 'error' },
  },
  {
    files: ['test/**/*.ts'],
    rules: { 'no-restricted-properties': ['error', ...offInTests] },
  },
);
