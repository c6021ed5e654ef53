import { CLEAN, digitsOf, HELD, PHONES } from './outputs.js';

const NORMALISED = 'normalised.csv';
const HALF = 'half.csv';
/** Of Miller's language: the number as the register writes it, with its zero. */
const read = [
  // Padded, to be sorted as text: nothing is taken for a number here, which would cost more.
  '$record = fmtnum(NR, "%09d")',
  ...PHONES.map(
    (name) =>
      `if ($${name} == "") {$read_${name} = ""} else {$read_${name} = sub(gsub($${name}, "[^0-9]", ""), "^(00)?(44)?0?", "0")}`,
  ),
].join('; ');

/**
 * The list is held in memory and the registers stream past it: the other way round 21 million records
 * would have to fit. What meets a register has the field `seen`.
 * @type {(name: string, from: string, to: string, after: string[], registers: string[]) => string[]}
 */
const antiJoin = (name, from, to, after, registers) => [
  ...['mlr', '-S', '--inidx', '--ifs', ' ', '--ocsv', '--records-per-batch', '5000'],
  ...['cat', '-N', 'seen', 'then', 'join', '--ul', '-i', 'csv', '--ifs', ','],
  ...['-f', from, '-j', `read_${name}`, '-l', `read_${name}`, '-r', '1', 'then', 'put'],
  `if (is_present($seen)) {print >> "${HELD}", $record.",".$read_${name}.",".(FILENAME =~ "ctps[^/]*$" ? "CTPS" : "TPS"); filter false} else {filter true}`,
  ...[...after, 'then', 'tee', to, 'then', 'nothing', ...registers],
];

/**
 * Miller: two joins, one for each phone column.
 * @type {import('./every-peer.js').Peer}
 */
export const miller = {
  name: 'miller',
  title: 'Miller',
  program: 'mlr',
  howToInstall: 'apt-get install miller',
  scrubs: (list, { tps, ctps }) => {
    const [one, other] = PHONES;
    const own = ['record', ...PHONES.map((name) => `read_${name}`)].join();
    const end = [...'then sort -f record then cut -x -f'.split(' '), own];
    const normalise = `mlr -S --csv put '${read}' "$0" > ${NORMALISED}`;
    return [
      { words: ['sh', '-c', normalise, list] },
      { words: antiJoin(one, NORMALISED, HALF, [], [ctps, tps]) },
      { words: antiJoin(other, HALF, CLEAN, end, [ctps, tps]) },
    ];
  },
  reads: digitsOf,
};
