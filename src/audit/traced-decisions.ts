import { flagBit } from '../core/flags.js';
import { DigitsReader, FOREIGN_NUMBER, UK_NUMBER } from '../core/read-digits.js';
import type { Decision } from '../policy/decide.js';
import type { Screener } from '../scrub/screener.js';
import type { Reading } from '../store/run-trace.js';

const ZERO_RESTORED = flagBit('zero-restored');

/** Decides about numbers that a run left in its trace, read in the way in which they were read then. */
export class TracedDecisions {
  readonly #screener: Screener;
  readonly #reader = new DigitsReader();

  constructor(screener: Screener) {
    this.#screener = screener;
  }

  /** @param e164 digits as an integer; what is no number today is decided about as invalid */
  decide(e164: number, reading: Reading): Decision {
    if (reading === 'reading') return this.#item({ kind: 'ambiguous', readings: [e164] });
    const reader = this.#reader;
    switch (reader.read(e164, String(e164).length, true)) {
      case UK_NUMBER: {
        const flags = reading === 'zero-restored' ? ZERO_RESTORED : 0;
        return this.#screener.number(e164, reader.numberClass, flags);
      }
      case FOREIGN_NUMBER:
        return this.#item({ kind: 'foreign', e164, flags: 0 });
      default:
        return this.#item({ kind: 'invalid' });
    }
  }

  #item(item: Parameters<Screener['item']>[0]): Decision {
    return this.#screener.item(item).decision;
  }
}
