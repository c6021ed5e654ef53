import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS, GLOBAL_OPTIONS } from '../../src/commands/commands.js';
import { SHELLS } from '../../src/commands/completing/shells.js';
import { valueKind } from '../../src/commands/completing/value-kinds.js';
import { openForWriting } from '../../src/store/database.js';
import { newFirms, type Firm } from '../own-lists/firm.js';
import { runInProcess } from './run-in-process.js';

const newFirm = newFirms();

/** What is offered, with its kind first; of zsh, whose words need no quotes. */
async function offered(firm: Firm, ...words: readonly string[]): Promise<string[]> {
  return (await answered(firm, ...words)).map((line) => line.split('\t')[0] ?? '');
}

async function answered(firm: Firm, ...words: readonly string[]): Promise<string[]> {
  const { folder, database, now } = firm;
  const said = await runInProcess(['completion', 'zsh', '--', ...words], { folder, database, now });
  expect([said.status, said.stderr]).toEqual([0, '']);
  return said.stdout.toString().trimEnd().split('\n');
}

describe('what is offered on a line', () => {
  it.each([
    [['sup'], ['words', 'suppress', 'suppliers']],
    [
      ['suppress', 'u'],
      ['words', 'undo'],
    ],
    [
      ['runs', 's'],
      ['words', 'show'],
    ],
    [['nosuch', ''], ['words']],
    [
      ['--database', 'x.db', 'stat'],
      ['words', 'status'],
    ],
    [['scrub', ''], ['files']],
    [
      ['scrub', 'list.csv', '--rows', ''],
      ['words', 'drop', 'blank', 'flag'],
    ],
    [
      ['scrub', 'list.csv', '--rows=d'],
      ['words', '--rows=drop'],
    ],
    [['scrub', '--out', ''], ['files']],
    [['ledger', 'anchor', '--to', ''], ['folders']],
    [
      ['scrub', '--force', '--fo'],
      ['words', '--format', '--format-out'],
    ],
    [
      ['scrub', '--ignore-column', 'a', '--ign'],
      ['words', '--ignore-column'],
    ],
    [['scrub', '--', '--r'], ['files']],
    [
      ['import', ''],
      ['words', 'tps', 'ctps'],
    ],
    [
      ['policy', 'live-calls-'],
      ['words', 'live-calls-consumer'],
    ],
    [
      ['consent', 'add', '--kind', ''],
      ['words', 'opt-in', 'requested-call'],
    ],
    [
      ['suppress', 'withdraw', '--kind', ''],
      ['words', 'mistake', 'person-asked'],
    ],
    [
      ['consent', 'add', '--for', 'live,c'],
      ['open', 'live,claims'],
    ],
    [['check', '077'], ['words']],
    [['suppress', 'add', '--reference', ''], ['words']],
    [
      ['completion', ''],
      ['words', ...SHELLS],
    ],
    [
      ['audit-calls', 'calls.csv', '--timezone', 'Europe/Lon'],
      ['words', 'Europe/London'],
    ],
  ])('%j: %j', async (words, lines) => {
    expect(await offered(newFirm(), ...words)).toEqual(lines);
  });

  it('is what the configuration declares that the line names', async () => {
    const firm = newFirm();
    const configuration = ['--config', join(firm.folder, 'firm.toml')];
    const callers = await offered(firm, ...configuration, 'check', '--caller', '');
    expect(callers).toEqual(expect.arrayContaining(['words', 'Acme', 'Brightline', 'Callwell']));
    expect(await offered(firm, 'lists', ...configuration, '--operator', '')).toEqual(['words']);
    expect(await offered(firm, ...configuration, 'suppress', 'add', '--list', '')).toEqual([
      'words',
      'internal',
      'letters',
    ]);
  });

  it('is what the database holds: runs and imports, the newest first', async () => {
    const firm = newFirm();
    await firm.loadRegisters('2026-03-01');
    const list = firm.file('list.csv', ['phone', '07700900007']);
    const { run } = await firm.json<{ run: string }>(['scrub', list]);
    await firm.json(['suppress', 'import', firm.file('out.csv', ['07700900003'])]);
    expect(await answered(firm, 'recall', '')).toEqual([
      'words',
      'last\tthe latest',
      `${run}\t${list}`,
    ]);
    const [, , ...imports] = await answered(firm, 'suppress', 'undo', '');
    expect(imports).toEqual([expect.stringMatching(/^import-\d+\t.*out\.csv$/)]);
  });

  it('is columns of the file on the line, by themselves and after a word', async () => {
    const firm = newFirm();
    const path = firm.file('list.csv', ['Name;Phone Number; Mobile ;Name', 'Ann;07700900007;;']);
    expect(await offered(firm, 'scrub', path, '--column', '')).toEqual([
      ...['words', 'Name', 'Phone Number', 'Mobile'],
    ]);
    expect(await offered(firm, 'scrub', '--report-columns', 'Name,', path, '--column=M')).toEqual([
      'words',
      '--column=Mobile',
    ]);
    const mapped = ['suppress', 'import', path, '--column'];
    expect(await offered(firm, ...mapped, 'nu')).toEqual(['open', 'number=']);
    expect(await offered(firm, ...mapped, 'number=P')).toEqual(['words', 'number=Phone Number']);
    expect(await offered(firm, 'suppress', 'import', path, '--where', 'N')).toEqual([
      'open',
      'Name=',
    ]);
    const known = ['suppress', 'export', '--for', 'Callwell', '--known-in', path, '--column', 'M'];
    expect(await offered(firm, ...known)).toEqual(['words', 'Mobile']);
    const log = ['coverage', '--calls', path, '--column', 'start=M'];
    expect(await offered(firm, ...log)).toEqual(['words', 'start=Mobile']);
  });

  it('is an agent where one is told, and a format of those there are', async () => {
    const firm = newFirm();
    const configured = ['--config', join(firm.folder, 'firm.toml')];
    const agents = await offered(firm, ...configured, 'suppress', 'export', '--for', '');
    expect(agents).toEqual(['words', 'Callwell', 'Dialhouse']);
    expect(await offered(firm, 'scrub', 'list.csv', '--format', 'v')).toEqual([
      'words',
      'vicidial',
    ]);
  });

  it('is known for every value of every command', () => {
    const unknown = COMMANDS.flatMap(({ name, arguments: words, options }) => [
      ...words
        .filter((word) => !valueKind(name, '', word.words))
        .map((word) => `${name} ${word.words}`),
      ...[...GLOBAL_OPTIONS, ...options]
        .map(({ flags }) => flags.split(' '))
        .filter(([long = '', shape]) => shape !== undefined && !valueKind(name, long, shape))
        .map((parts) => `${name} ${parts.join(' ')}`),
    ]);
    // A row of value-kinds.ts, be it NOTHING, says what may stand there.
    expect([...new Set(unknown)]).toEqual([]);
  });
});

describe('a shell that asks', () => {
  it('makes no database and no folder', async () => {
    const firm = newFirm();
    for (const words of [
      ['recall', ''],
      ['suppress', 'add', '--list', ''],
    ]) {
      await offered(firm, ...words);
    }
    expect(existsSync(firm.database)).toBe(false);
  });

  it('changes no byte of a database, and waits for nobody who writes to it', async () => {
    const firm = newFirm();
    await firm.loadRegisters('2026-03-01');
    await firm.json(['scrub', firm.file('list.csv', ['phone', '07700900007'])]);
    const bytes = () => createHash('sha256').update(readFileSync(firm.database)).digest('hex');
    const before = bytes();
    expect(await offered(firm, 'recall', '')).toHaveLength(3);
    expect(bytes()).toBe(before);
    const writer = openForWriting(firm.database);
    writer.exec('BEGIN EXCLUSIVE');
    expect(await offered(firm, 'recall', '')).toEqual(['words', 'last']);
    writer.exec('ROLLBACK');
    writer.close();
  });

  it('is told nothing of what is wrong', async () => {
    const firm = newFirm();
    const broken = firm.file('broken.toml', ['[caller']);
    writeFileSync(firm.database, 'no database');
    const lines = [
      ['--json', '--config', broken, 'check', '--caller', ''],
      ['scrub', join(firm.folder, 'missing.csv'), '--column', ''],
      ['scrub', firm.folder, '--column', ''],
      ['scrub', firm.file('empty.csv', []), '--column', ''],
    ];
    for (const line of lines) expect(await offered(firm, ...line)).toEqual(['words']);
    expect(await offered(firm, 'recall', '')).toEqual(['words', 'last']);
  });

  it('is offered no name that a terminal would not show as it is', async () => {
    const firm = newFirm();
    const path = firm.file('list.csv', [
      '"Two\nlines",\u001b[31mRed,Turn\u202eed,Plain',
      '1,2,3,4',
    ]);
    expect(await offered(firm, 'scrub', path, '--column', '')).toEqual(['words', 'Plain']);
  });

  it('is refused by name when it is not one of them, and can be asked for as JSON', async () => {
    const firm = newFirm();
    const { status, stderr } = await firm.run('completion', 'fsh');
    expect([status, stderr]).toEqual([2, expect.stringContaining("did you mean 'fish'")]);
    const { script } = await firm.json<{ script: string }>(['completion', 'bash']);
    expect(script).toContain('complete ');
  });
});

describe('bash', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tps-scrub-completion-'));
    mkdirSync(join(folder, 'path'));
    const program = join(folder, 'path', 'tps-scrub');
    const built = resolve('bin/tps-scrub.js');
    writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${built}' "$@"\n`);
    chmodSync(program, 0o755);
    const header = `Phone Number,$(touch ran),"say ""hi""",it's,wow!,a\\b`;
    writeFileSync(join(folder, 'my list.csv'), `${header}\r\n07700900007,,,,,\r\n`);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** What bash would put in the place of the last word, given its words as it takes a line apart. */
  function replies(...words: readonly string[]): string[] {
    const script = `source <(tps-scrub completion bash)
      COMP_WORDS=("$@") COMP_CWORD=$(( $# - 1 ))
      _tps_scrub && printf '%s\\n' "\${COMPREPLY[@]}"`;
    const stdout = execFileSync('bash', ['--norc', '-c', script, 'bash', ...words], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: `${join(folder, 'path')}:${process.env['PATH'] ?? ''}`, HOME: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return stdout.trimEnd().split('\n');
  }

  const COLUMN = ['tps-scrub', 'scrub', 'my\\ list.csv', '--column'];

  it('reads the script and asks the program', () => {
    expect(replies('tps-scrub', 'pol')).toEqual(['policy']);
    // As it takes `--rows=d` apart.
    expect(replies('tps-scrub', 'scrub', 'x.csv', '--rows', '=', 'd')).toEqual(['drop']);
    expect(replies('tps-scrub', 'scrub', 'x.csv', '--rows', '=')).toEqual([
      'drop',
      'blank',
      'flag',
    ]);
  });

  it('is given what it can read back, whatever stands in a header', () => {
    const plain = replies(...COLUMN, '');
    const double = replies(...COLUMN, '"').map((text) => `"${closed(text, '"')}`);
    const single = replies(...COLUMN, "'").map((text) => `'${closed(text, "'")}`);
    const names = ['Phone Number', '$(touch ran)', 'say "hi"', "it's", 'wow!', 'a\\b'];
    for (const quoted of [plain, double, single]) {
      const script = quoted.map((word) => `printf '%s\\n' ${word}`).join('\n');
      const read = execFileSync('bash', ['--norc', '-c', script], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(read.trimEnd().split('\n')).toEqual(names);
    }
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  it('gets the rest of a word that it took apart, or that has an open quote', () => {
    const mapped = ['tps-scrub', 'suppress', 'import', "'my list.csv'", '--column'];
    expect(replies(...mapped, 'number', '=', 'Ph')).toEqual(['Phone\\ Number']);
    expect(replies(...mapped, '"number=Ph')).toEqual(['number=Phone Number']);
    expect(replies(...COLUMN, 'Phone\\ N')).toEqual(['Phone\\ Number']);
    expect(replies(...COLUMN, 'Ph"one N')).toEqual(['one Number']);
  });
});

/** A quote is closed by bash, unless what it put there ends in one. */
function closed(text: string, quote: string): string {
  return text.endsWith(quote) ? text : text + quote;
}

describe('the scripts', () => {
  it.each(SHELLS)('of %s are read by that shell where there is one', async (shell) => {
    const firm = newFirm();
    const { script } = await firm.json<{ script: string }>(['completion', shell]);
    expect(script).toContain(`command tps-scrub completion ${shell} -- `);
    // Nothing of what the program says on standard error, and nothing of the terminal's input.
    expect(script).toContain('2>/dev/null </dev/null)');
    for (const kind of ['open', 'files', 'folders']) {
      if (shell !== 'fish' || kind !== 'open') expect(script).toContain(kind);
    }
    if (!isThere(shell)) return;
    const path = join(firm.folder, 'script');
    writeFileSync(path, script);
    execFileSync(shell, ['-n', path], { stdio: ['ignore', 'ignore', 'inherit'] });
  });
});

function isThere(shell: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(':');
  return folders.some((folder) => existsSync(join(folder, shell)));
}
