import { appendFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Firm } from '../own-lists/firm.js';

/** What a consent needs beside its number. */
export const CONSENT = [
  '--caller',
  'Acme',
  '--method',
  'web',
  '--wording',
  'w1',
  '--reference',
  'c-1',
];
const WHY = ['--why', 'a mistake'];
/** Lets a purge go on. */
export const SHORTER = ['--shorter-than-retention', 'a test'];

/** Of each command that writes, words that make it write, after what it needs. */
export const WRITING: Readonly<Record<string, (firm: Firm) => Promise<readonly string[]>>> = {
  import: (firm) =>
    Promise.resolve([
      ...['import', 'tps', firm.file('new.txt', ['02079460001 ', '02079460002 '])],
      ...['--dated', '2026-03-01', '--accept-change', 'another'],
    ]),
  'suppress add': () => Promise.resolve(['suppress', 'add', '07700900001']),
  'suppress import': (firm) =>
    Promise.resolve(['suppress', 'import', firm.file('out.csv', ['07700900003'])]),
  'suppress export': async (firm) => {
    await firm.json(['suppress', 'add', '07700900002']);
    const file = firm.file('agent.csv', ['phone', '07700900002']);
    const out = join(firm.folder, 'back.csv');
    return ['suppress', 'export', '--for', 'Callwell', '--known-in', file, '--out', out];
  },
  'suppress withdraw': async (firm) => {
    await firm.json(['suppress', 'add', '07700900002']);
    return ['suppress', 'withdraw', '07700900002', '--kind', 'mistake', ...WHY];
  },
  'suppress undo': async (firm) => {
    await firm.json(['suppress', 'import', firm.file('out.csv', ['07700900003'])]);
    return ['suppress', 'undo', 'last', ...WHY];
  },
  'suppress resolve': async (firm) => {
    const file = firm.file('odd.csv', ['number', '07700900004', 'ring him 07700']);
    const { import: id } = await firm.json<{ import: string }>(['suppress', 'import', file], 7);
    return ['suppress', 'resolve', `${id}:3`, ...WHY];
  },
  'consent add': () => Promise.resolve(['consent', 'add', '07700900005', ...CONSENT]),
  'consent import': (firm) => {
    const file = firm.file('consents.csv', ['number,on', '07700900006,2026-02-01']);
    return Promise.resolve(['consent', 'import', file, ...CONSENT]);
  },
  'consent withdraw': async (firm) => {
    await firm.json(['consent', 'add', '07700900005', ...CONSENT]);
    return ['consent', 'withdraw', '07700900005', '--caller', 'Acme'];
  },
  scrub: (firm) => Promise.resolve(['scrub', firm.file('list.csv', ['phone', '07700900007'])]),
  'screen-set': (firm) => {
    const key = firm.file('numbers.key', ['0123456789abcdef'.repeat(4)]);
    const out = join(firm.folder, 'screen.parquet');
    const day = firm.now.slice(0, 10);
    return Promise.resolve([...['screen-set', '--out', out, '--call-date', day, '--keyed', key]]);
  },
  'ledger anchor': (firm) =>
    Promise.resolve(['ledger', 'anchor', '--request', join(firm.folder, 'head.tsq')]),
  erase: async (firm) => {
    await firm.json(['suppress', 'add', '07700900002', '--reference', 'T-1']);
    return ['erase', '07700900002', '--request', 'D-1'];
  },
  purge: async (firm) => {
    await firm.json(['scrub', firm.file('list.csv', ['phone', '07700900007'])]);
    await firm.at('2026-05-20').json(['suppress', 'add', '07700900008']);
    return ['purge', '--before', '2026-05-20', '--what', 'runs', ...SHORTER];
  },
  recall: async (firm) => {
    await firm.json(['scrub', firm.file('list.csv', ['phone', '07700900007'])]);
    await firm.json(['suppress', 'add', '07700900007']);
    return ['recall', '--all', '--out', join(firm.folder, 'dnc.csv'), '--mark-sent'];
  },
  'hold add': () => Promise.resolve(['hold', 'add', '07700900001', '--case', 'C-1']),
  'hold release': async (firm) => {
    await firm.json(['hold', 'add', '07700900001', '--case', 'C-1']);
    return ['hold', 'release', 'C-1', ...WHY];
  },
  'job run': (firm) => {
    appendFileSync(
      join(firm.folder, 'firm.toml'),
      `[job.optouts]\nkind = "suppress"\nfolder = "${firm.folder}"\npattern = "told-*.csv"\n`,
    );
    const told = firm.file('told-1.csv', ['07700900009']);
    utimesSync(told, 0, 0);
    return Promise.resolve(['job', 'run', 'optouts']);
  },
  backup: (firm) => Promise.resolve(['backup', join(firm.folder, 'copy.db')]),
  restore: async (firm) => {
    const copy = join(firm.folder, 'copy.db');
    await firm.json(['backup', copy]);
    await firm.json(['suppress', 'add', '07700900002']);
    return ['restore', copy, '--force', '--accept-loss', 'a test'];
  },
};
