import { utimesSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReplayRoom } from './audit/replay-room.js';
import { runInProcess } from './commands/run-in-process.js';
import { zipOf } from './files/packed/packed-files.js';

/** Clears the screen, makes a link, rings, goes back over what was said, turns the order of reading. */
const HOSTILE = [
  ...['\x1b[2J', '\x1b]8;;a:b\x07', '\x07', '\b\b\b\b', '\x7f', '\x9b2J', '\u202e', '\u2066'],
  ...['\u200f', '\u061c', '\u2028', '\x1b[31m'],
];
/** All of them, and lines of its own that look as if the program said them. */
const H = `h${HOSTILE.join('h')}\rFORGED\nFORGED`;
/** The same as a value or key of TOML, which takes no control character as it is. */
const TOML = JSON.stringify(H).replaceAll('\x7f', '\\u007f').replaceAll('\x9b', '\\u009b');
/** Where none of it may stand: standard output and standard error. */
const RAW = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Cs}/u;

const CONFIGURATION = `party_key = "0123456789abcdef0123456789abcdef"
[caller.Acme]
`;
const utf8 = (text: string): string => Buffer.from(text).toString('latin1');
const quoted = (...cells: string[]): string => `"${cells.join('","')}"\r\n`;
const LIST = `list ${H.slice(0, 90)}.csv`;
const TIMES = ['--timezone', 'Europe/London'];
const CONSENT = ['--method', H, '--wording', H, '--reference', H, '--on', '2026-11-20'];
const OBJECTION = ['--source', H, '--reference', H, '--on', '2026-11-20'];

let room: ReplayRoom;
beforeAll(async () => {
  room = new ReplayRoom();
  room.configure(CONFIGURATION);
  room.at('2026-11-21T09:00:00Z');
  const csv = (name: string, ...rows: string[][]): string =>
    room.file(name, utf8(rows.map((cells) => quoted(...cells)).join('')));
  csv(
    LIST,
    [`Phone ${H}`, H],
    ['07700 900123', H],
    ['020 7946 0123', H],
    [H, H],
    ['07700 900777', ''],
  );
  csv('optouts.csv', ['Phone', 'Reason', H], ['07700 900456', H, H], [`123 ${H}`, H, H]);
  csv('consents.csv', ['number', 'caller', 'on', H], ['07700 900124', H, H, H], [H, 'Acme', H, H]);
  csv(
    'calls.csv',
    ['number', 'start', 'caller', 'campaign'],
    ['07700 900123', '2026-11-20 10:00', H, H],
    [H, H, H, H],
  );
  csv('open.csv', [H], ['07700 900123']);
  room.file('open.csv', utf8(`Phone,${H.replaceAll('"', '')}\r\n07700 900123,"${H}`));
  room.file('lines.txt', utf8(`07700900123 \r\n${H}\r\n07700900${H}\r\n`));
  room.file('tps.txt', '07700900123 \r\n');
  room.file('ctps.txt', '02079460123 \r\n');
  const written = Date.parse('2026-11-20T20:00:00Z') / 1000;
  for (const name of ['tps.txt', 'ctps.txt']) utimesSync(room.path(name), written, written);
  room.file('page.html', utf8(`<p>ledger head ${H}</p>`));
  room.file('password', utf8(`${H}\n`));
  const entries = { [`a ${H}.txt`]: Buffer.from('07700900123 \r\n'), [`b ${H}`]: Buffer.from('') };
  writeFileSync(room.path('entries.zip'), await zipOf(entries));
  writeFileSync(room.path('secret.zip'), await zipOf({ [H]: Buffer.from('1') }, { password: 'x' }));
  room.file('keys.toml', utf8(`${TOML} = 1\n`));
  room.file(
    'values.toml',
    utf8(`database = ${TOML}\njournal = ${TOML}\nretention = { runs = ${TOML} }\n`),
  );
  room.file('names.toml', utf8(`[list.${TOML}]\n[caller.${TOML}]\n`));
  room.file('broken.toml', utf8(`a = ${H}\n`));
  room.file('policy.toml', utf8(`[policy.p]\nlike = ${TOML}\ntitle = ${TOML}\n`));
});
afterAll(() => {
  room.close();
});

/** Paths in the room; everything else is said as it stands. */
const FILES = /^(?:list .*|\w+\.(?:csv|txt|html|zip|toml|db)|password)$/s;
const inRoom = (word: string): string => (FILES.test(word) ? room.path(word) : word);

/**
 * A life of one database, in order: the status of each command, and its words. Texts of the terminal
 * are looked at, and then those of `--json`.
 */
const COMMANDS: readonly (readonly [status: number, ...words: string[]])[] = [
  [5, 'import', 'tps', 'lines.txt', '--dated', '2026-11-20', '--source', H, '--licence', H],
  [2, 'import', 'tps', 'entries.zip', '--dated', '2026-11-20'],
  [2, 'import', 'tps', 'entries.zip', '--dated', '2026-11-20', '--entry', H],
  [2, 'import', 'tps', 'secret.zip', '--dated', '2026-11-20'],
  [2, 'import', 'tps', 'secret.zip', '--dated', '2026-11-20', '--password-file', 'password'],
  [2, 'import', H, 'entries.zip', '--dated', H],
  [2, 'import', 'tps', H, '--dated', H],
  [2, 'import', 'tps', 'entries.zip', '--dated', '2026-11-20', '--covers', H],
  [
    0,
    'import',
    'tps',
    'tps.txt',
    '--dated',
    '2026-11-20',
    '--source',
    H,
    '--licence',
    H,
    '--operator',
    H,
    '--accept-change',
    H,
  ],
  [0, 'import', 'ctps', 'ctps.txt', '--dated', '2026-11-20', '--licence', H, '--accept-change', H],
  [0, 'status', '--verbose'],
  [0, 'suppress', 'add', '07700 900456', ...OBJECTION],
  [0, 'suppress', 'add', '--party', H, ...OBJECTION],
  [2, 'suppress', 'add', H, '--list', H],
  [2, 'suppress', 'add', '07700 900456', '--reason', H],
  [2, 'suppress', 'add', '07700 900456', '--caller', H],
  [7, 'suppress', 'import', 'optouts.csv', '--source', H],
  [2, 'suppress', 'import', 'optouts.csv', '--column', `number=x${H}`],
  [2, 'suppress', 'import', 'optouts.csv', '--where', `${H}=1`],
  [0, 'suppress', 'resolve'],
  [2, 'suppress', 'resolve', H],
  [0, 'lists'],
  [0, 'check', '07700 900456', H, '--caller', 'Acme'],
  [0, 'check', '--party', H],
  [0, 'explain', '07700 900456'],
  [0, 'explain', '07700 900456', '--subject-copy'],
  [0, 'objections', '--numbers'],
  [0, 'consent', 'add', '07700 900123', '--caller', 'Acme', ...CONSENT],
  [
    7,
    'consent',
    'import',
    'consents.csv',
    '--column',
    'number=number',
    '--column',
    'caller=caller',
    '--column',
    'on=on',
  ],
  [0, 'check', '07700 900123', '--caller', 'Acme', '--case', H],
  [0, 'consent', 'withdraw', '07700 900123', '--caller', 'Acme', '--on', '2026-11-21', '--why', H],
  [0, 'scrub', LIST, '--operator', H, '--report-columns', '2', '--campaign', H, '--accept-rate', H],
  [2, 'scrub', LIST],
  [2, 'scrub', LIST, '--supplier', H],
  [2, 'scrub', LIST, '--column', H],
  [2, 'scrub', LIST, '--policy', H],
  [2, 'scrub', LIST, '--call-date', H],
  [2, 'scrub', LIST, '--delimiter', H],
  [2, 'scrub', LIST, '--encoding', H],
  [2, 'scrub', 'open.csv', '--delimiter', ','],
  [0, 'runs'],
  [0, 'runs', '--with', '07700 900123'],
  [0, 'runs', 'show', 'last'],
  [2, 'runs', 'show', H],
  [2, 'certificate', H],
  [0, 'suppliers'],
  [0, 'explain', '07700 900123', '--verbose'],
  [0, 'replay', 'last', '--input', LIST],
  [3, 'replay', 'last', '--input', 'calls.csv'],
  [3, 'verify', LIST],
  [0, 'verify', '--verbose'],
  [2, 'verify', '--head', H],
  [2, 'verify', '--head', 'page.html'],
  [0, 'recall', 'last'],
  [3, 'recall', 'last', '--input', LIST],
  [0, 'audit-calls', 'calls.csv', ...TIMES, '--out', 'audited.csv', '--all'],
  [2, 'audit-calls', 'calls.csv', '--timezone', H],
  [2, 'audit-calls', 'calls.csv', ...TIMES, '--column', `number=${H}`],
  [2, 'audit-calls', 'calls.csv', '--mapping', H],
  [0, 'coverage', '--from', '2026-11-19', '--to', '2026-11-21', '--calls', 'calls.csv', ...TIMES],
  [0, 'objections', '--calls', 'calls.csv', ...TIMES],
  [0, 'hold', 'add', '07700 900456', '--case', H],
  [0, 'hold', 'list'],
  [5, 'erase', '07700 900456', '--request', H],
  [0, 'hold', 'release', H, '--why', H],
  [2, 'hold', 'release', H, '--why', H],
  [0, 'suppress', 'withdraw', '07700 900456', '--kind', 'mistake', '--why', H, '--all'],
  [0, 'suppress', 'withdraw', '--party', H, '--kind', 'mistake', '--why', H, '--all'],
  [0, 'suppress', 'undo', 'last', '--why', H],
  [0, 'erase', '07700 900456', '--request', H],
  [0, 'inventory'],
  [2, 'purge', '--before', H],
  [2, 'ledger', 'anchor', '--response', H],
  [2, 'ledger', 'anchor', '--export', H],
  [0, 'ledger', 'export', '--payloads'],
  [0, 'ledger', 'export'],
  [0, 'policy'],
  [2, 'policy', H],
  [2, 'backup', `${H}/x`],
  [2, 'restore', H],
  [2, H],
  [2, 'scrub', `--${H}`],
  [2, 'suppress', H],
  [2, 'scrub', LIST, H],
  [2, 'lists', '--config', H],
  [2, 'lists', '--config', 'keys.toml'],
  [2, 'lists', '--config', 'values.toml'],
  [2, 'lists', '--config', 'names.toml'],
  [2, 'lists', '--config', 'broken.toml'],
  [2, 'lists', '--config', 'policy.toml'],
  [4, 'runs', '--database', H],
];

describe('nothing that moves a cursor or makes lines of its own is said by', () => {
  it.each(COMMANDS.map((row) => [titleOf(row), ...row] as const))(
    '%s',
    async (_, status, ...words) => {
      const isChange = /^(?:add|import|withdraw|undo|release|scrub|erase)$/;
      const given = words.map(inRoom);
      const said = await run(given);
      expect(unfit(said.text)).toEqual([]);
      expect([said.status, said.text]).toEqual([status, expect.anything()]);
      // What was done cannot be done again.
      if (status === 0 && words.slice(0, 2).some((word) => isChange.test(word))) return;
      const json = await run([...given, '--json']);
      expect(unfit(json.text)).toEqual([]);
      if (words[1] !== 'export') expect(JSON.parse(json.text)).toBeInstanceOf(Object);
    },
  );

  it('and it was shown, wherever it was kept', async () => {
    const { text } = await run(['runs', 'show', 'last']);
    for (const shown of ['\\x1b[2J', '\\x07', '\\x9b2J', '\\u202e', '\\u2066', '\\x0aFORGED']) {
      expect(text).toContain(shown);
    }
  });
});

/** The row without what it is about: a reporter of tests would print it. */
function titleOf([status, ...words]: (typeof COMMANDS)[number]): string {
  return `${words.map((word) => (RAW.test(word) ? 'H' : word)).join(' ')} (${String(status)})`;
}

/** Both streams of a command, one behind the other. */
async function run(words: readonly string[]): Promise<{ status: number; text: string }> {
  const { folder, database } = room;
  const said = words.includes('--config')
    ? await runInProcess(words, { folder, database, now: '2026-11-22T09:00:00Z' })
    : await room.run(words);
  return { status: said.status, text: said.stdout.toString() + said.stderr };
}

/** The lines of an answer that are not fit for a terminal. */
function unfit(text: string): string[] {
  return text.split('\n').filter((line) => RAW.test(line) || /^\s*FORGED/.test(line));
}
