import { join } from 'node:path';
import type { Firm } from '../own-lists/firm.js';
import { CONSENT, SHORTER } from './writing-commands.js';

/** Of each command that records nothing, words that make it answer. */
export const READING: Readonly<Record<string, (firm: Firm) => readonly string[]>> = {
  init: () => ['init', '--defaults'],
  'config show': () => ['config', 'show'],
  lists: () => ['lists'],
  preview: (firm) => ['preview', firm.file('listed.csv', ['phone', '07700900007'])],
  check: () => ['check', '07700900001'],
  status: () => ['status'],
  'job list': () => ['job', 'list'],
  runs: () => ['runs'],
  'runs show': () => ['runs', 'show', 'last'],
  replay: (firm) => ['replay', 'last', '--input', join(firm.folder, 'list.csv'), '--hindsight'],
  verify: () => ['verify'],
  policy: () => ['policy'],
  completion: () => ['completion', 'bash'],
  inventory: () => ['inventory'],
  objections: () => ['objections'],
  explain: () => ['explain', '07700900001'],
  suppliers: () => ['suppliers'],
  certificate: () => ['certificate', 'last', '--json'],
  coverage: () => ['coverage', '--from', '2026-03-01', '--to', '2026-03-02'],
  'audit-calls': (firm) => [
    ...['audit-calls', firm.file('calls.csv', ['number,start', '07700900001,2026-03-01T10:00Z'])],
    ...['--column', 'number=number', '--column', 'start=start'],
  ],
  'hold list': () => ['hold', 'list'],
  'ledger export': () => ['ledger', 'export', '--payloads'],
  'ledger anchors': () => ['ledger', 'anchors'],
};

/** Commands that write, asked to try only. */
export const TRYING: readonly ((firm: Firm) => readonly string[])[] = [
  () => ['erase', '07700900001', '--request', 'D-1', '--dry-run'],
  () => ['purge', '--before', '2026-03-02', ...SHORTER, '--dry-run'],
  (firm) => ['suppress', 'import', firm.file('out.csv', ['07700900003']), '--dry-run'],
  () => ['recall', '--all'],
  () => ['suppress', 'export', '--list', 'internal'],
  (firm) => ['scrub', firm.file('other.csv', ['phone', '07700900007']), '--dry-run'],
  (firm) => {
    const file = firm.file('consents.csv', ['number,on', '07700900006,2026-02-01']);
    return ['consent', 'import', file, ...CONSENT, '--dry-run'];
  },
];
