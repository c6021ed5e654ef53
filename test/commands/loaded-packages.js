// Given by `--import`: names each package that the program resolves, a line each on standard error.
import Module, { register } from 'node:module';

const hooks = `
  export async function resolve(specifier, context, next) {
    const found = await next(specifier, context);
    const name = /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(found.url)?.[1];
    if (name) process._rawDebug('loads ' + name);
    return found;
  }`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

// What is taken by `require` passes no hook.
const resolve = Module._resolveFilename;
Module._resolveFilename = (...request) => {
  const path = resolve(...request);
  const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (name) process._rawDebug(`loads ${name}`);
  return path;
};
