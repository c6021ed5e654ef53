import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

const CONFIGURATION = `party_key = "0123456789abcdef0123456789abcdef"
[caller.Acme]
[caller.Bolt]
`;

/** Both kinds of rows that the imports of one register leave: kept as differences, or gone. */
const HISTORIES = { tps: '', ctps: '[register.ctps]\nhistory = "none"\n' };

/**
 * Makes a database that has rows of every kind: editions kept whole, as differences and gone;
 * objections, consents, withdrawals, repeats, unread lines, settlements, an undone import and
 * parties; runs that were released, abandoned, and interrupted, with and without a trace.
 *
 * @param run runs a command line at an instant on a database: its status, and what it said
 * @returns the path of the database
 */
export async function makeFullDatabase(folder, run) {
  const room = new FullRoom(folder, run);
  room.configure(CONFIGURATION + HISTORIES.tps + HISTORIES.ctps);
  await registers(room);
  await ownLists(room);
  await room.do('ledger', 'anchor', '--request', room.path('head.tsq'));
  await erasures(room);
  await runs(room);
  return room.database;
}

async function registers(room) {
  const tps = ['07700900123', '02079460123', '01632960001', '08081570000'];
  await room.import('tps', '2026-11-02', tps);
  await room.import('tps', '2026-11-03', [...tps, '07700900124']);
  await room.import('tps', '2026-11-04', [...tps.slice(1), '07700900124'], '--source', 'ftp');
  // The same numbers again, and one entered afterwards.
  await room.import('tps', '2026-11-05', [...tps.slice(1), '07700900124']);
  await room.import('tps', '2026-11-01', tps.slice(0, 2));
  await room.import('ctps', '2026-11-03', ['02079460200'], '--covers', '020,01632');
  await room.import('ctps', '2026-11-05', ['02079460200', '02079460201']);
}

async function ownLists(room) {
  await room.do('suppress', 'add', '07700900200', '020 7946 0300', '--reference', 'R1');
  await room.do('suppress', 'add', '07700900201', '--reason', 'complaint', '--caller', 'Acme');
  const first = room.file(
    'first.csv',
    'Phone,Reason,Ref\r\n07700900210,moved,A1\r\n07700900211,,A2\r\n1234,unread,A3\r\n07700 9002,short,A4\r\n',
  );
  const named = [
    '--column',
    'number=Phone',
    '--column',
    'reason=Reason',
    '--column',
    'reference=Ref',
  ];
  await room.do('suppress', 'import', first, ...named);
  const second = room.file(
    'second.csv',
    'Phone,Reason,Ref\r\n07700900210,moved,A1\r\n07700900212,,A5\r\n1234,unread,A3\r\n4321,other,A6\r\n',
  );
  await room.do('suppress', 'import', second, ...named);
  const third = room.file('third.csv', 'Phone\r\n07700900213\r\n07700900214\r\n');
  await room.do('suppress', 'import', third);
  await room.do('suppress', 'undo', 'import-5', '--why', 'the wrong file');
  await room.do(
    'suppress',
    'withdraw',
    '07700900200',
    '--all',
    '--kind',
    'mistake',
    '--why',
    'typed',
  );
  await room.do('suppress', 'resolve', 'import-3:4', '--why', 'no number');
  const consent = ['--caller', 'Acme', '--on', '2026-11-04', '--method', 'web form'];
  const words = ['--wording', 'call me', '--reference', 'C1'];
  await room.do('consent', 'add', '07700900123', ...consent, ...words);
  const consents = room.file(
    'consents.csv',
    'number,caller,on,method,wording,reference\r\n02079460123,Acme,2026-11-04,card,yes,C2\r\n07700900123,Acme,2026-11-04,web form,call me,C1\r\n',
  );
  await room.do('consent', 'import', consents);
  await room.do('consent', 'withdraw', '07700900123', '--caller', 'Acme', '--why', 'asked');
  await room.do('suppress', 'add', '--party', 'AC-1', '--reference', 'P1');
  await room.do(
    'suppress',
    'withdraw',
    '--party',
    'AC-1',
    '--all',
    '--kind',
    'person-asked',
    '--why',
    'back',
  );
}

async function runs(room) {
  const list = room.file(
    'list.csv',
    'Id,Phone,Other\r\n1,07700900456,\r\n2,07700900124,020 7946 0400\r\n3,7700900457,\r\n4,none,\r\n5,12,\r\n6,07700900201,\r\n',
  );
  const to = (name) => [
    '--out',
    room.path(`${name}.csv`),
    '--report',
    room.path(`${name}-report.csv`),
  ];
  await room.do('scrub', list, ...to('one'));
  await room.do('suppress', 'add', '07700900456', '--reference', 'R2');
  await room.do('recall', 'last', '--out', room.path('recalled.csv'), '--mark-sent');
  await room.do('scrub', list, ...to('two'), '--rows', 'blank', '--no-trace');
  await room.do('scrub', list, ...to('three'), '--rows', 'flag', '--caller', 'Acme');
  await room.do('scrub', list, ...to('four'));
  // The next scrub finds it interrupted, its files gone, and abandons it; nobody finds the last.
  room.takeBackEnd('four');
  await room.do('scrub', list, ...to('five'));
  room.takeBackEnd('five');
}

async function erasures(room) {
  await room.do('erase', '07700900210', '--request', 'DSR-1');
  await room.do('erase', '02079460123', '--request', 'DSR-2');
  await room.do('erase', '02079460300', '--request', 'DSR-3');
  await room.do('hold', 'add', '07700900124', '--case', 'ICO-1');
  await room.do('hold', 'add', '07700900211', '--case', 'ICO-2');
  await room.do('hold', 'release', 'ICO-2', '--why', 'closed');
}

/** A folder where each command runs a minute after the one before. */
class FullRoom {
  #folder;
  #run;
  #now = Date.parse('2026-11-06T09:00:00Z');

  constructor(folder, run) {
    this.#folder = folder;
    this.#run = run;
    this.database = this.path('scrub.db');
  }

  path(name) {
    return join(this.#folder, name);
  }

  configure(text) {
    writeFileSync(this.path('room.toml'), text);
  }

  file(name, text) {
    writeFileSync(this.path(name), text);
    return this.path(name);
  }

  async import(register, dated, numbers, ...more) {
    const path = this.path(`${register}-${dated}.txt`);
    writeFileSync(path, numbers.map((number) => `${number.padEnd(12)}\r\n`).join(''));
    const written = Date.parse(`${dated}T22:00:00Z`) / 1000;
    utimesSync(path, written, written);
    await this.do('import', register, path, '--dated', dated, '--accept-change', 'a test', ...more);
  }

  /** Runs a command that must be done, if with something left over. */
  async do(...words) {
    const now = new Date((this.#now += 60_000)).toISOString();
    const configured = [...words, '--config', this.path('room.toml'), '--json'];
    const { status, text } = await this.#run(configured, this.database, now);
    if (status !== 0 && status !== 7) throw new Error(`${words.join(' ')}: ${status} ${text}`);
  }

  /** Takes back the end of the newest run and removes its files, as a crash would have left it. */
  takeBackEnd(name) {
    const store = new Database(this.database);
    store.exec(
      `BEGIN IMMEDIATE;
       UPDATE run SET state = 'sealed' WHERE rowid = (SELECT max(rowid) FROM run);
       DELETE FROM ledger_payload WHERE sequence = (SELECT max(sequence) FROM ledger);
       DELETE FROM ledger WHERE sequence = (SELECT max(sequence) FROM ledger);
       COMMIT`,
    );
    store.close();
    for (const part of ['', '-report']) rmSync(this.path(`${name}${part}.csv`));
  }
}
