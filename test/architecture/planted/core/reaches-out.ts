import { get } from 'node:https';
import { spawn } from 'child_process';
import { readFileSync } from 'node:fs';

/** Reaches out. */
export const reach = async (name: string) => {
  await fetch(name);
  await import(name);
  await import('node:vm');
  get(name);
  spawn(name);
  readFileSync(name);
  eval(name);
  new WebAssembly.Module(readFileSync(name));
  return new Function(name);
};
