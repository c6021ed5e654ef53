import { coverageWords } from '../../registers/coverage.js';
import { counted, grouped } from '../../ui/tables.js';
import {
  FEWEST_CHANGED,
  FEWEST_NUMBERS,
  FEWEST_TO_COMPARE,
  type Guard,
  type Proposed,
} from './guard.js';

/** One unreadable line in so many is more than a stray header. */
const BAD_LINES = 0.001;
/** In shorter files two or three lines are a large share: nothing is asked unless it is configured. */
const LINES_OF_A_REGISTER = 100;

/** Nine tenths of what is gone behind the last number: the file was cut there. */
const [TENTHS, OF_TEN] = [9, 10];
/** In so large a register two such numbers are no chance any more; in a smaller one it takes more. */
const LARGE_REGISTER = 10_000;
const FEWEST_CUT = 2;

/** Of a file, one number in so many may stand where no area is, or in another's place. */
const FEW_IN = 10;

/** What is said where nearly all the numbers that are gone lie beyond one end. @param place in words */
function cutObjection(
  { before, differing }: Proposed,
  where: 'behind' | 'ahead',
  place: string,
): string | undefined {
  if (before === undefined || differing === undefined) return undefined;
  const fewest = before.numbers >= LARGE_REGISTER ? FEWEST_CUT : FEWEST_NUMBERS;
  const { removed, [where]: beyond } = differing;
  return removed >= fewest && beyond * OF_TEN >= removed * TENTHS
    ? `${grouped(beyond)} of the ${counted(removed, 'number')} that it lacks lie ${place}`
    : undefined;
}

const cutWhen = (lie: string) =>
  `of the numbers gone since the edition before it, nine tenths or more lie ${lie}; at least ` +
  `${String(FEWEST_CUT)}, or ${String(FEWEST_NUMBERS)} of an edition of fewer than ${grouped(LARGE_REGISTER)}`;

/** Guards that ask whether a file is that register, and all of it. */
export const CONTENT_GUARDS: readonly Guard[] = [
  {
    name: 'unreadable lines',
    when:
      'of more than `bad_lines` (a share; default 0.001) of its lines no number can be read; one such ' +
      `line, and by default a file of fewer than ${String(LINES_OF_A_REGISTER)} lines, is not asked about`,
    objection: ({ lines, rejected, limits: { badLines } }) => {
      const isSample = badLines === undefined && lines < LINES_OF_A_REGISTER;
      const isStray = badLines !== 0 && rejected === 1;
      return !isSample && !isStray && rejected > lines * (badLines ?? BAD_LINES)
        ? `${grouped(rejected)} of its ${counted(lines, 'line')} cannot be read: numbers on them would not be known`
        : undefined;
    },
    fix: () => 'download it again: it may have been damaged on its way',
  },
  {
    name: 'cut at its end',
    when: cutWhen('behind its last number, in the order of register files'),
    objection: (proposed) =>
      cutObjection(proposed, 'behind', 'behind its last number: the file seems to be cut'),
    fix: () => 'download it again, and compare its length with what the site says',
  },
  {
    name: 'cut at its beginning',
    when: cutWhen('before its first number'),
    objection: (proposed) =>
      cutObjection(proposed, 'ahead', 'before its first number: its beginning seems to be missing'),
    fix: () => 'download it again, and compare its length with what the site says',
  },
  {
    name: "another register's name",
    when: 'its name, or that of its entry in an archive, has the name of another register and not its own',
    objection: ({ namedAs, register }) =>
      namedAs &&
      `by its name ${namedAs.name} is of ${namedAs.register}, but it was to be imported as ${register}`,
    fix: ({ namedAs }) => {
      const other = namedAs?.register ?? '';
      return `if it is the ${other} file, import it as that: tps-scrub import ${other} FILE …`;
    },
  },
  {
    name: "another register's file",
    when:
      'more than nine tenths of its numbers stand in the edition in force of another register, and not in ' +
      `that of its own; ${String(FEWEST_TO_COMPARE)} numbers or more, on a first import too`,
    objection: ({ inOther, ofFile }) =>
      inOther &&
      `${grouped(inOther.common)} of its ${counted(ofFile, 'number')} stand in ${inOther.register} (edition of ${inOther.dated})`,
    fix: ({ inOther }) => {
      const other = inOther?.register ?? '';
      return (
        `if it is the ${other} file, import it as that: tps-scrub import ${other} FILE …; ` +
        `if it is not, look at what was imported as ${other}`
      );
    },
  },
  {
    name: 'half of its numbers gone',
    when: `half or more of the numbers of the edition before it are gone, of an edition of ${String(FEWEST_TO_COMPARE)} or more`,
    objection: ({ before, differing }) =>
      before !== undefined &&
      differing !== undefined &&
      before.numbers >= FEWEST_TO_COMPARE &&
      differing.removed * 2 >= before.numbers
        ? `${grouped(differing.removed)} of the ${counted(before.numbers, 'number')} of ${before.dated} are not in it: ` +
          'probably another file, or a part of one'
        : undefined,
    fix: () => 'compare some lines with the file before it',
  },
  {
    name: 'other numbers in their place',
    when:
      'a tenth or more of the numbers of the edition before it are gone, and as many others have come; ' +
      `${grouped(FEWEST_CHANGED)} or more`,
    objection: ({ before, differing }) => {
      if (before === undefined || differing === undefined) return undefined;
      const exchanged = Math.min(differing.added, differing.removed);
      return exchanged >= FEWEST_CHANGED && exchanged * FEW_IN >= before.numbers
        ? `${grouped(differing.removed)} of the ${counted(before.numbers, 'number')} of ${before.dated} are gone ` +
            `and ${grouped(differing.added)} others have come: probably another file, or digits were changed`
        : undefined;
    },
    fix: () => 'compare some lines with the file before it',
  },
  {
    name: 'numbers where no area is',
    when: `more than a tenth of its numbers begin with codes that are not in use; ${String(FEWEST_NUMBERS)} numbers or more`,
    objection: ({ outOfUse, ofFile }) =>
      outOfUse >= FEWEST_NUMBERS && outOfUse * FEW_IN > ofFile
        ? `${grouped(outOfUse)} of its ${counted(ofFile, 'number')} begin with codes that are not in use: probably ` +
          "another country's list, or digits were changed"
        : undefined,
    fix: () => 'look at its lines: a register has United Kingdom numbers',
  },
  {
    name: 'changes that do not fit',
    when: 'a number marked A is there already, or one marked D is not',
    objection: ({ alreadyPresent, alreadyAbsent }) =>
      alreadyPresent + alreadyAbsent > 0
        ? `${counted(alreadyPresent, 'number marked A is', 'numbers marked A are')} there already and ` +
          `${counted(alreadyAbsent, 'marked D is', 'marked D are')} not: perhaps it was applied before`
        : undefined,
    fix: () => 'look at tps-scrub status, or download a full file',
  },
  {
    name: 'numbers outside --covers',
    when: 'a number lies outside `--covers`',
    objection: ({ outside: { count, examples }, covers }) =>
      count > 0
        ? `${counted(count, 'number is', 'numbers are')} outside the licence, ` +
          `which covers ${coverageWords({ covers })} (${examples.join(', ')})`
        : undefined,
    fix: () => 'compare --covers with the licence',
  },
  {
    name: '--covers not given',
    when: 'a full file comes without `--covers`, and the edition in force is of a partial licence',
    objection: ({ coverageForgotten, inForce }) =>
      inForce && coverageForgotten
        ? `--covers was not given, but the edition in force covers ${coverageWords(inForce)}`
        : undefined,
    fix: () =>
      'say --covers with the codes of the licence, unless it is for the whole register now',
  },
];
