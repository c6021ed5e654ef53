import type { CellCase } from './cell-notation.js';
import { abbreviatedNumbers } from './cells/abbreviated-numbers.js';
import { damageBeside } from './cells/damage-beside.js';
import { extensions } from './cells/extensions.js';
import { foreignAndShort } from './cells/foreign-and-short.js';
import { hostileCells } from './cells/hostile-cells.js';
import { internationalSpellings } from './cells/international-spellings.js';
import { lengths } from './cells/lengths.js';
import { letterO } from './cells/letter-o.js';
import { nationalSpellings } from './cells/national-spellings.js';
import { numberingPlanRows } from './cells/numbering-plan-rows.js';
import { severalNumbers } from './cells/several-numbers.js';
import { spreadsheetDamage } from './cells/spreadsheet-damage.js';
import { textBeside } from './cells/text-beside.js';
import { unseenCharacters } from './cells/unseen-characters.js';

/**
 * The table of cells: what every spelling must be read as, by heading.
 *
 * Numbers are Ofcom's numbers for drama; where those cannot show a prefix or a length (nine digits,
 * territories, short codes), a number of noughts that nobody holds stands in. Foreign numbers are
 * those their countries set aside for fiction.
 */
export const cellCases: Readonly<Record<string, readonly CellCase[]>> = {
  'national spellings': nationalSpellings,
  'international spellings': internationalSpellings,
  'characters nobody sees': unseenCharacters,
  extensions,
  'text beside the number': textBeside,
  'several numbers': severalNumbers,
  'abbreviated second numbers': abbreviatedNumbers,
  'spreadsheet damage': spreadsheetDamage,
  'spreadsheet damage beside a number': damageBeside,
  'a letter O beside a number': letterO,
  'rows of the numbering plan': numberingPlanRows,
  lengths,
  'foreign numbers and short codes': foreignAndShort,
  'no phone number at all': hostileCells,
};
