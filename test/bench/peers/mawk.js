import { CLEAN, digitsOf, HELD, PHONES } from './outputs.js';

const PROGRAM = `
function digits(cell) {
  gsub(/[^0-9]/, "", cell)
  sub(/^(00)?(44)?0?/, "", cell)
  return cell
}
FNR == 1 { file++ }
file < 3 { register[substr($1, 2)] = file == 1 ? "CTPS" : "TPS"; next }
FNR == 1 {
  for (i = 1; i <= NF; i++) if ($i ~ /^(${PHONES.join('|')})$/) phone[++phones] = i
  print > "${CLEAN}"
  next
}
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
 * mawk: both registers in an array, the list split at commas.
 * @type {import('./every-peer.js').Peer}
 */
export const mawk = {
  name: 'mawk',
  title: 'mawk',
  program: 'mawk',
  howToInstall: 'apt-get install mawk',
  scrubs: (list, { tps, ctps }) => [{ words: ['mawk', PROGRAM, ctps, tps, 'FS=,', list] }],
  reads: digitsOf,
  byLines: true,
};
