import { resolve } from 'node:path';
import ts from 'typescript';

/** The files of a folder as the compiler understands them. @param folder from the repository's root */
export function compiled(folder: string): ts.Program {
  const paths = ts.sys.readDirectory(resolve(folder), ['.ts']);
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)).config,
    ts.sys,
    '.',
  );
  return ts.createProgram(paths, { ...options, noEmit: true });
}
