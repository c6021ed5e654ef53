import { NUMBER, OTHER, type Firm } from './told-number.js';

/** When everything has happened. */
export const THEN = '2026-06-10T09:00:00Z';

/** Everything that can happen to a number. @returns names for what differs from run to run */
export async function wholeLife(firm: Firm): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>([[firm.folder, '{folder}']]);
  const scrubbed = async (name: string, ...words: Parameters<Firm['scrub']>) => {
    names.set(await firm.scrub(...words), name);
  };
  await firm.register('ctps', '2026-01-12', ['02079460123']);
  await firm.register('tps', '2026-01-12', [OTHER]);
  await scrubbed(
    '{first run}',
    '2026-01-14T09:00:00Z',
    'january.csv',
    [NUMBER, OTHER],
    ...['--caller', 'Acme', '--campaign', 'winter', '--operator', 'Jo'],
    ...['--supplier', 'Leads & Co', '--claimed-screened', '2026-01-13'],
  );
  await firm.register('tps', '2026-01-19', [OTHER, NUMBER], '--downloaded', '2026-01-20');
  const out = firm.path('recalled.csv');
  await firm.json('2026-01-22T09:00:00Z', ['recall', '--all', '--mark-sent', '--out', out]);
  await scrubbed('{second run}', '2026-01-22T10:00:00Z', 'again.csv', [NUMBER], '--caller', 'Acme');
  const say = (day: string, ...words: readonly string[]) => firm.json(`${day}T09:00:00Z`, words);
  await say(
    '2026-02-02',
    ...['consent', 'add', NUMBER, '--caller', 'Acme', '--on', '2026-02-01', '--method', 'web form'],
    ...['--wording', 'Call me', '--reference', 'form 17', '--operator', 'Jo'],
  );
  await say(
    '2026-02-05',
    ...['suppress', 'add', NUMBER, '--on', '2026-02-03', '--caller', 'Acme', '--list', 'letters'],
    ...['--source', 'Dealer 7', '--reference', 'ticket 4711', '--operator', 'Mo'],
  );
  await say(
    '2026-02-06',
    ...['suppress', 'withdraw', NUMBER, '--list', 'letters', '--kind', 'person-asked'],
    ...['--why', 'rang and asked for calls'],
  );
  const optOuts = firm.file('opt-outs.csv', [
    'Number,Reason',
    `${NUMBER},said to Ann that the neighbour complains`,
    '07700 900,the line of Bob',
  ]);
  const imported = await firm.json<{ import: string }>(
    '2026-02-10T09:00:00Z',
    ['suppress', 'import', optOuts],
    7,
  );
  await say('2026-02-11', ...['suppress', 'resolve', `${imported.import}:3`, '--number', NUMBER]);
  const wrong = firm.file('wrong.csv', [NUMBER, '07700 900999']);
  const other = await firm.json<{ import: string }>('2026-02-12T09:00:00Z', [
    ...['suppress', 'import', wrong],
  ]);
  await say('2026-02-13', 'suppress', 'undo', other.import, '--why', 'the wrong file');
  await say('2026-02-16', 'hold', 'add', NUMBER, '--case', 'ICO-1881');
  await firm.register('ctps', '2026-02-16', ['02079460123']);
  await firm.register('tps', '2026-02-16', [OTHER]);
  await say('2026-02-20', 'hold', 'release', 'ICO-1881', '--why', 'the case is closed');
  names.set(
    await firm.scrub('2026-02-23T09:00:00Z', 'untraced.csv', [NUMBER], '--no-trace'),
    '{third run}',
  );
  await firm.register('ctps', '2026-06-01', ['02079460123']);
  await firm.register('tps', '2026-06-01', [OTHER]);
  await scrubbed(
    '{trial}',
    '2026-06-03T09:00:00Z',
    'trial.csv',
    [`${NUMBER} / ${OTHER}`],
    ...['--call-date', '2026-02-17', '--historical'],
  );
  return names;
}

/** Puts names in the place of what differs from run to run. */
export function named(text: string, names: ReadonlyMap<string, string>): string {
  return [...names].reduce((found, [from, to]) => found.replaceAll(from, to), text);
}
