import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_GROUPS, COMMANDS } from '../../src/commands/commands.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { runInProcess, type Said } from './run-in-process.js';
import { shellWords } from './shell-words.js';

const newFolder = temporaryFolders();
const NOW = '2026-11-21T17:02:03Z';
const HOME = process.cwd();

function run(folder: string, line: string, now = NOW): Promise<Said> {
  process.chdir(folder);
  const { words, input } = shellWords(line);
  const stdin = input === '' ? undefined : Readable.from([readFileSync(join(folder, input))]);
  const environment = { HOME: join(folder, 'home'), XDG_CONFIG_HOME: '', XDG_DATA_HOME: '' };
  const world = { folder, database: 'scrub.db', now, environment };
  return runInProcess(words, stdin === undefined ? world : { ...world, stdin });
}

const CONFIGURATION = `
party_key = "0123456789abcdef0123456789abcdef"
[caller."Acme Ltd"]
agents = ["Ringers"]
[calls.dialler]
timezone = "Europe/London"
[calls.dialler.columns]
number = "number"
start = "start"
`;

/** What the examples speak of. */
const FILES: Readonly<Record<string, string>> = {
  'campaign.csv':
    'Name,Phone,Mobile,Fax\r\nAnn,020 7946 0007,07700900555,\r\nBob,,07700 900123,\r\n',
  'tps_ns.txt': '07700900123 \r\n02079460123 \r\n',
  'ch.txt': '07700900127 A\r\n',
  'london.txt': '02079460125 \r\n',
  'tps.zip': '07700900123 \r\n02079460123 \r\n',
  'zip-password': 'a password\n',
  'optouts.csv': 'number\r\n07700900777\r\n',
  's.key': '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n',
  'calls.csv': 'number,start,status\r\n07700900123,2026-11-21T10:00:00,DNC\r\n',
  'log.csv': 'number,start\r\n07700900123,2026-03-21T10:00:00Z\r\n',
  'cdr.csv': 'Dialled,When\r\n07700900123,2026-11-21T10:00:00Z\r\n',
  'optins.csv':
    'number,on,method,wording,reference\r\n07700900666,2026-11-20,web form,WF-7,88121\r\n',
  'theirs.csv': 'number\r\n07700900123\r\n07700900321\r\n',
  'forms.csv':
    'Phone,Signed up,caller,method,wording,reference\r\n07700900666,20/11/2026,Acme Ltd,web,WF-7,8\r\n',
};

/** A firm with registers, a run, a line that could not be read, and a backup. */
async function prepare(folder: string): Promise<void> {
  mkdirSync(join(folder, 'home', '.config', 'tps-scrub'), { recursive: true });
  writeFileSync(join(folder, 'home', '.config', 'tps-scrub', 'config.toml'), CONFIGURATION, {
    mode: 0o600,
  });
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'first.txt'), '07700900124 \r\n02079460124 \r\n');
  writeFileSync(
    join(folder, 'odd.csv'),
    'number,note\r\n07700 900,a\r\n07700 901,b\r\n07700900888,c\r\n',
  );
  for (const [line, status] of [
    ['import tps first.txt --dated 2026-11-19', 0],
    ['import ctps first.txt --dated 2026-11-20 --accept-change "a trial"', 0],
    ['suppress import odd.csv', 7],
    ['suppress add 07700900123', 0],
    ['suppress add --party C-1042 --reference T-1', 0],
    ['hold add 07700900999 --case ICO-1881', 0],
    ['scrub campaign.csv', 0],
    ['certificate last --out certificate.html', 0],
    ['backup safe.db', 0],
  ] as const) {
    const said = await run(folder, line);
    if (said.status !== status) throw new Error(`${line}: ${said.stderr}`);
  }
}

/** Examples that end otherwise than with 0 in that folder, and why that is what they say. */
const OTHERWISE: Readonly<Record<string, readonly [status: number, says: string]>> = {
  init: [2, 'there is nobody to ask'],
  'init firm.toml': [2, 'there is nobody to ask'],
  'status --check': [1, ''],
  'job run --all': [2, 'the configuration has no job'],
  'job run ringers --json': [2, ''],
  'explain 07700900123 --from 2026-01-01 --json': [4, ''],
  'restore /mnt/safe/scrub.db --journal /mnt/other/scrub.journal': [2, 'scrub.journal'],
  'restore --journal /mnt/other/scrub.journal': [2, 'scrub.journal is not there'],
  'restore --accept-loss "the journal was on the same disk"': [2, 'there is no loss to accept'],
  'suppress export --list internal --out internal.csv': [7, 'could not be read'],
  'ledger export --payloads --from 120': [2, 'the ledger has no line 120'],
  'ledger anchor --response head.tsr': [2, 'there is no such file'],
  'ledger anchor --export anchor-1 --to evidence': [2, "there is no anchor 'anchor-1'"],
};
/** An example with the places and ids of that folder. */
function here(example: string): string {
  return example
    .replaceAll('/mnt/safe/scrub.db', 'safe.db')
    .replaceAll('/mnt/safe/', '')
    .replaceAll('/mnt/other/', '')
    .replaceAll('import-12', 'import-1')
    .replace(':17', ':2')
    .replace(':18', ':3');
}

const EXAMPLES = COMMANDS.flatMap(({ name, examples }) =>
  examples.map((one) => [name, one] as const),
);

describe('the examples of the help', () => {
  const template = mkdtempSync(join(tmpdir(), 'help-examples-'));
  beforeAll(async () => {
    await prepare(template);
  });
  afterAll(() => {
    process.chdir(HOME);
    rmSync(template, { recursive: true });
  });

  it.each(EXAMPLES)('%s: tps-scrub %s', async (_, example) => {
    const folder = newFolder();
    cpSync(template, folder, { recursive: true });
    if (example.startsWith('scrub ')) {
      for (const made of ['clean', 'excluded']) rmSync(join(folder, `campaign.${made}.csv`));
    }
    const [status, says] = OTHERWISE[example] ?? [0, ''];
    const said = await run(folder, here(example), '2026-11-21T18:00:00Z');
    expect(said.status, said.stderr).toBe(status);
    expect(said.stderr).toContain(says);
  });
});

describe('the help', () => {
  const pages = ['', ...Object.keys(COMMAND_GROUPS), ...COMMANDS.map(({ name }) => name)];

  it.each(pages)('of "%s" has at most 80 columns, one order, and no symbols', async (name) => {
    const said = await run(newFolder(), `${name} --help`);
    process.chdir(HOME);
    const text = said.stdout.toString();
    expect([said.status, said.stderr]).toEqual([0, '']);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const order = [
      'Usage: ',
      'Arguments:',
      'Options:',
      'Commands:',
      'Examples:',
      'Options of every',
    ];
    const places = order.map((one) => text.indexOf(one)).filter((place) => place >= 0);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    // Arrows, bullets and dots of abbreviations are passed over, or read as letters, by screen readers.
    expect(text).not.toMatch(/[→←•…✓✗×≥≤]|\be\.g\.|\bi\.e\.|\betc\b/);
    if (COMMANDS.some((command) => command.name === name)) {
      expect(text).toContain(`Examples:\n  tps-scrub ${name}`);
    }
  });
});
