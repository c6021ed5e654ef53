import { CLEAN, digitsOf, HELD, PHONES } from './outputs.js';

const PROGRAM = `
function digits(cell) {
  gsub(/[^0-9]/, "", cell)
  sub(/^(00)?(44)?0?/, "", cell)
  return cell
}
FNR == 1 { file++ }
file == 1 && FNR == 1 {
  for (i = 1; i <= NF; i++) if ($i ~ /^(${PHONES.join('|')})$/) phone[++phones] = i
}
file == 1 { for (i = 1; i <= phones; i++) wanted[digits($phone[i])]; next }
file < 4 {
  number = substr($1, 2)
  if (number in wanted) register[number] = file == 2 ? "CTPS" : "TPS"
  next
}
FNR == 1 { print > "${CLEAN}"; next }
{
  held = 0
  for (i = 1; i <= phones; i++) {
    number = digits($phone[i])
    if (number in register) {
      print substr($1, 2) + 0 "," number "," register[number] > "${HELD}"
      held = 1
    }
  }
  if (!held) print > "${CLEAN}"
}`;

/**
 * mawk: the list's numbers in an array, the registers past it, and the list again, split at commas. The
 * other way round, both registers in an array, took 63 s and 1.9 GB whatever the list.
 * @type {import('./every-peer.js').Peer}
 */
export const mawk = {
  name: 'mawk',
  title: 'mawk',
  program: 'mawk',
  howToInstall: 'apt-get install mawk',
  scrubs: (list, { tps, ctps }) => [
    { words: ['mawk', '-F,', PROGRAM, list, 'FS= ', ctps, tps, 'FS=,', list] },
  ],
  reads: digitsOf,
  byLines: true,
};
