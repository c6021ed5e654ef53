import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, it } from 'vitest';
import { temporaryFolders } from '../store/temporary-folder.js';
import { asOrdinaryUser, AskedFirm, linesOf, previousHashes } from './asked-firm.js';

const newFolder = temporaryFolders();

async function newFirm(): Promise<AskedFirm> {
  const firm = new AskedFirm(newFolder());
  await firm.begin();
  return firm;
}

/** A firm whose database nobody may write, nor anything beside it. */
async function readOnlyFirm(): Promise<AskedFirm> {
  const firm = await newFirm();
  for (const name of ['', 'nobody']) chmodSync(firm.path(name), 0o777);
  chmodSync(firm.database, 0o444);
  chmodSync(firm.path('held'), 0o555);
  return firm;
}

describe('the access log', () => {
  it('says who asked what, when, for which case, and how it ended', async () => {
    const firm = await newFirm();
    expect(firm.lines()).toEqual([]);
    await firm.done(
      ...['check', '07700900789', '020 7946 0123', '--case', 'DSAR-7', '--operator', 'Zoë'],
    );
    expect(firm.lines()).toEqual([
      {
        previous: '0'.repeat(64),
        instant: '2026-11-21T09:04:00.000Z',
        status: '0',
        said: {
          account: 'tester (1000) on machine',
          case: 'DSAR-7',
          command: 'check',
          database: firm.database,
          numbers: ['+44*******789', '+44*******123'],
          operator: 'Zoë',
          others: [],
        },
      },
    ]);
    expect(statSync(`${firm.database}.access.log`).mode & 0o777).toBe(0o600);
  });

  it.each([
    { words: ['runs', '--with', '07700900123'], numbers: ['+44*******123'], others: [] },
    { words: ['replay', 'last', '--from-trace'], numbers: [], others: [/^run 20261121T\d{6}Z-/] },
    { words: ['ledger', 'export', '--payloads'], numbers: [], others: ['ledger'], status: '-' },
    { words: ['check', 'no number', '(020) 7946 0123'], numbers: ['unread', '+44*******123'] },
  ])('has a line for $words', async ({ words, numbers, others = [], status = '0' }) => {
    const firm = await newFirm();
    await firm.done(...words);
    const [line, ...more] = firm.lines();
    expect(more).toEqual([]);
    expect(line).toMatchObject({ status, said: { numbers, case: '' } });
    const expected = others.map((other) =>
      typeof other === 'string' ? other : (expect.stringMatching(other) as unknown),
    );
    expect(line?.said.others).toEqual(expected);
  });

  it('is not written by what tells nothing of one person, nor without a database', async () => {
    const firm = await newFirm();
    for (const words of [['runs'], ['status'], ['ledger', 'export'], ['lists']]) {
      await firm.done(...words);
    }
    expect(existsSync(`${firm.database}.access.log`)).toBe(false);
    rmSync(firm.database);
    expect((await firm.run(['check', '07700900123'])).status).toBe(4);
    expect(existsSync(`${firm.database}.access.log`)).toBe(false);
  });

  it('says how a question ended that was refused', async () => {
    const firm = await newFirm();
    expect((await firm.run(['check', '07700900123', '--call-date', '2027-03-01'])).status).toBe(4);
    expect((await firm.run(['replay', '07700900123', '--from-trace'])).status).toBe(2);
    const ends = firm.lines().map(({ status, said }) => [said.command, status, ...said.others]);
    expect(ends).toEqual([
      ['check', '4'],
      ['replay', '2', 'run'],
    ]);
  });

  it('holds no number in full and no byte that a terminal heeds', async () => {
    const firm = await newFirm();
    const said = ['--operator', 'Eve \u001b[2J\u202e\u007f', '--case', 'A\u0007\n1'];
    await firm.done('check', '07700 900789', '7700900123', 'a\u001b[1m 07700900456', ...said);
    await firm.done('runs', '--with', '+447700900123');
    const text = readFileSync(`${firm.database}.access.log`, 'latin1');
    expect(text).toMatch(/^[\x20-\x7e\n]+$/);
    expect(text.replaceAll(/"\/[^"]*"|\b[0-9a-f]{64}\b/g, '')).not.toMatch(/900789|900123|900456/);
    expect(firm.lines()[0]?.said).toMatchObject({ operator: said[1], case: said[3] });
  });

  it('refuses a case that would be a number, says nothing, or would not be heeded', async () => {
    const firm = await newFirm();
    for (const words of [
      ['check', '07700900123', '--case', '07700900123'],
      ['check', '07700900123', '--case', ' '],
      ['runs', '--case', 'DSAR-7'],
      ['ledger', 'export', '--case', 'DSAR-7'],
      ['replay', 'last', '--input', firm.path('list.csv'), '--case', 'DSAR-7'],
    ]) {
      const { status, stdout, stderr } = await firm.run(words);
      expect([status, stdout.toString()]).toEqual([2, '']);
      expect(stderr).toContain('--case');
    }
    expect(firm.lines()).toEqual([]);
  });

  it('chains its lines so that sha256sum and a shell can walk them', async () => {
    const firm = await newFirm();
    for (let time = 0; time < 4; time++) await firm.done('check', '07700900123');
    const path = `${firm.database}.access.log`;
    expect(firm.lines().map(({ previous }) => previous)).toEqual(previousHashes(path));
    const walk = `before=$(printf '0%.0s' $(seq 64))
      while IFS= read -r line; do
        set -- $line; [ "$2" = "$before" ] || exit 3
        before=$(printf '%s\\n' "$line" | sha256sum | cut -d' ' -f1)
      done < "$1"`;
    const walked = () => spawnSync('bash', ['-c', `set -f; ${walk}`, 'walk', path]).status;
    expect(walked()).toBe(0);
    const lines = readFileSync(path, 'latin1').split('\n');
    writeFileSync(path, [lines[0], ...lines.slice(2)].join('\n'));
    expect(walked()).toBe(3);
    const { status, stdout } = await firm.run(['inventory', '--json']);
    expect(status).toBe(3);
    expect(stdout.toString()).toContain('line 2 does not follow the line before it');
  });

  it('goes on after a line that a power cut tore', async () => {
    const firm = await newFirm();
    await firm.done('check', '07700900123');
    const path = `${firm.database}.access.log`;
    appendFileSync(path, 'tps-scrub-access-1 0123');
    await firm.done('check', '07700900456');
    const texts = readFileSync(path, 'latin1').split('\n');
    expect(texts[1]).toBe('tps-scrub-access-1 0123');
    expect(texts[2]?.split(' ')[1]).toBe(previousHashes(path)[2]);
    expect((await firm.run(['inventory'])).stdout.toString()).toContain(
      'line 2 is none of an access log',
    );
  });
});

describe('the place of the access log', () => {
  it('is the user’s own where nothing can be written beside the database', async () => {
    const firm = await readOnlyFirm();
    const said = await asOrdinaryUser(() => firm.run(['check', '07700900789']));
    expect(said.status).toBe(0);
    expect(said.stdout.toString()).toContain('OBJECTION');
    expect(said.stderr).toContain(firm.ofUser);
    const [line] = firm.lines(firm.ofUser);
    expect(line?.said).toMatchObject({ numbers: ['+44*******789'], database: firm.database });
    expect(existsSync(`${firm.database}.access.log`)).toBe(false);
  });

  it('is nowhere: then nothing is told', async () => {
    const firm = await readOnlyFirm();
    chmodSync(firm.path('nobody'), 0o555);
    const asked = [
      ['check', '07700900789'],
      ['runs', '--with', '07700900123'],
      ['ledger', 'export', '--payloads'],
    ];
    for (const words of asked) {
      const said = await asOrdinaryUser(() => firm.run(words));
      expect([said.status, said.stdout.toString()]).toEqual([2, '']);
      expect(said.stderr).toContain('nothing was told');
      expect(said.stderr).toContain('access_log');
    }
  });

  it('is the one that the configuration names, and no other', async () => {
    const firm = await newFirm();
    const log = firm.path('firm.log');
    writeFileSync(firm.path('tps.toml'), `access_log = ${JSON.stringify(log)}\n`);
    const words = ['check', '07700900789', '--config', firm.path('tps.toml')];
    await firm.done(...words);
    expect(linesOf(log)).toHaveLength(1);
    expect(firm.lines()).toEqual([]);
    rmSync(log);
    mkdirSync(log);
    const said = await firm.run(words);
    expect([said.status, said.stdout.toString()]).toEqual([2, '']);
    expect(existsSync(firm.ofUser)).toBe(false);
  });

  it.each([
    {
      what: 'a file of something else',
      make: (path: string) => {
        writeFileSync(path, 'mine\n');
      },
    },
    {
      what: 'a link',
      make: (path: string) => {
        symlinkSync('/dev/null', path);
      },
    },
  ])('is not $what', async ({ make }) => {
    const firm = await newFirm();
    make(`${firm.database}.access.log`);
    const said = await firm.run(['check', '07700900789']);
    expect([said.status, said.stdout.toString()]).toEqual([2, '']);
  });

  it('is lost while the answer is sought: then nothing is told either', async () => {
    const firm = await newFirm();
    const path = `${firm.database}.access.log`;
    // The command looks at the clock after it has found its log.
    const said = await firm.run(['check', '07700900789'], () => {
      if (!existsSync(path) || statSync(path).isDirectory()) return;
      rmSync(path);
      mkdirSync(path);
    });
    expect([said.status, said.stdout.toString()]).toEqual([2, '']);
    expect(said.stderr).toContain('nothing was told');
  });

  it('begins with a slash', async () => {
    const firm = await newFirm();
    writeFileSync(firm.path('tps.toml'), 'access_log = "access.log"\n');
    const { status, stderr } = await firm.run(['status', '--config', firm.path('tps.toml')]);
    expect(status).toBe(2);
    expect(stderr).toContain('begins with /');
  });
});
