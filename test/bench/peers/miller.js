import { CLEAN, digitsOf, HELD, PHONES } from './outputs.js';

const NUMBERS = 'numbers.csv';

/** Of Miller's language: a line for each filled phone cell, the number as the register writes it. */
const NORMALISE = [
  'begin {print "record,number"}',
  ...PHONES.map(
    (name) =>
      `if ($${name} != "") {print NR.",".sub(gsub($${name}, "[^0-9]", ""), "^(00)?(44)?0?", "0")}`,
  ),
].join('; ');
const REGISTER = '$register = FILENAME =~ "ctps[^/]*$" ? "CTPS" : "TPS"';

/** @type {(words: string, ...more: string[]) => import('./measured-command.js').Command} */
const mlr = (words, ...more) => ({ words: ['sh', '-c', `mlr ${words}`, ...more] });

/**
 * Miller: the list's numbers are held in memory and the registers stream past them; then the list streams
 * past what was found. Tried and dropped: the whole list held in memory for an anti-join with each
 * register (80 s and 14 GB), `--records-per-batch 5000` (five times the memory, no faster).
 * @type {import('./every-peer.js').Peer}
 */
export const miller = {
  name: 'miller',
  title: 'Miller',
  program: 'mlr',
  howToInstall: 'apt-get install miller',
  scrubs: (list, { tps, ctps }) => [
    mlr(`-S --icsv --onidx put -q '${NORMALISE}' "$0" > ${NUMBERS}`, list),
    mlr(
      `--inidx --ifs ' ' --ocsv join -i csv --ifs , -f ${NUMBERS} -j number -r 1 \\
        then put '${REGISTER}' then cut -o -f record,number,register then sort -nf record "$0" "$1" > ${HELD}`,
      ctps,
      tps,
    ),
    mlr(
      `-S --csv cat -N record then join --np --ur -j record -f ${HELD} then cut -x -f record "$0" > ${CLEAN}`,
      list,
    ),
  ],
  reads: digitsOf,
};
