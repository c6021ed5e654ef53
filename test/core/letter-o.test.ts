import { describe, expect, it } from 'vitest';
import { DOUBTFUL_ZERO } from '../../src/core/fold-text.js';
import { markLetterO, type Certainty } from '../../src/core/letter-o.js';

/** The text after marking, with `?` for each mark. */
function marked(text: string, certainty: Certainty): string {
  return markLetterO(text, certainty).replaceAll(DOUBTFUL_ZERO, '?');
}

describe('a letter O', () => {
  it.each<[shows: string, text: string, sure: string, likely: string]>([
    ['none', '01632 960123', '01632 960123', '01632 960123'],
    ['alone', 'O', 'O', 'O'],
    ['behind a digit', '07700 90012O', '07700 90012?', '07700 90012?'],
    ['before a digit', 'O7700', '?7700', '?7700'],
    ['several', 'OO44 1', '??44 1', '??44 1'],
    ['small, behind a digit', '7o', '7?', '7?'],
    ['small, before a digit', 'o7', 'o7', '?7'],
    ['small, before a digit and among', '9 o0', '9 ?0', '9 ?0'],
    ['both kinds, before a digit', 'Oo7', 'Oo7', '??7'],
    ['in a word', '1 No2 2 On 3 7Of', '1 No2 2 On 3 7Of', '1 No2 2 On 3 7Of'],
    ['among', '1 O 2', '1 ? 2', '1 ? 2'],
    ['small, among', '1 o 2', '1 o 2', '1 ? 2'],
    ['among, brackets, hyphen and dot', '1(.-O ().2', '1(.-? ().2', '1(.-? ().2'],
    ['four signs before', '1 (- O 2', '1 (- ? 2', '1 (- ? 2'],
    ['four signs after', '1 O - (2', '1 ? - (2', '1 ? - (2'],
    ['five signs before', '1 ( - O 2', '1 ( - O 2', '1 ( - O 2'],
    ['five signs after', '1 O - - 2', '1 O - - 2', '1 O - - 2'],
    ['digits on one side only', '1 O a', '1 O a', '1 O a'],
    ['digits on the other side only', 'a O 2', 'a O 2', 'a O 2'],
    ['a letter between', '1a O 2', '1a O 2', '1a O 2'],
    ['a letter between, behind it', '1 O a2', '1 O a2', '1 O a2'],
    ['the network', '0123 o2', '0123 o2', '0123 ?2'],
    ['the network, then a word', '0123 o2 mobile', '0123 o2 mobile', '0123 ?2 mobile'],
    ['the network in capitals', '0123 O2', '0123 ?2', '0123 ?2'],
    ['more digits than the network has', '0123 o23', '0123 ?23', '0123 ?23'],
    ['more letters than the network has', '0123 oo2', '0123 ??2', '0123 ??2'],
    ['behind a digit, like the network', '0123o2', '0123?2', '0123?2'],
  ])('%s', (_shows, text, sure, likely) => {
    expect([marked(text, 'sure'), marked(text, 'likely')]).toEqual([sure, likely]);
  });
});
