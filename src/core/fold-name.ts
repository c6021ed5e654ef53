const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const BLANKS = /\s+/gu;

/**
 * What two spellings of one name have in common: compatibility forms, case, invisible characters
 * and blanks do not tell names apart. Never shown: the declared spelling is.
 */
export function foldName(name: string): string {
  return name.normalize('NFKC').replace(INVISIBLE, '').replace(BLANKS, ' ').trim().toLowerCase();
}
