import { SHORT_CODES } from './ranges.js';
import { readShapes, UNREADABLE } from './shapes.js';

/** @typedef {import('./prng.js').Prng} Prng */
/** @typedef {import('./shapes.js').Shape} Shape */
/**
 * @typedef {object} Unlisted
 * @property {(nsn: string) => boolean} isUnlisted
 * @property {() => string} draw an NSN that is on no register
 */

/** Writes numbers down as people do: the plain spellings, and the shapes of public directories. */
export class Speller {
  /**
   * @param {Prng} random
   * @param {Unlisted} unlisted where a cell's further numbers come from
   */
  constructor(random, unlisted) {
    this.random = random;
    this.unlisted = unlisted;
    this.shapes = readShapes();
    let before = 0;
    this.shapeEnds = this.shapes.map(({ count }) => (before += count));
  }

  /**
   * 70 % digits only, 10 % +44, 10 % spaced, 5 % +44 (0), 5 % a shape by its count.
   * @param {string} nsn nine or ten digits
   * @param {boolean} mustRead whether the cell has to hold this number completely
   * @returns {{ text: string, readable: boolean }} readable: every number in the cell is complete
   */
  spell(nsn, mustRead) {
    const kind = this.random.unit();
    if (kind < 0.7) return { text: `0${nsn}`, readable: true };
    if (kind < 0.8) return { text: `+44${nsn}`, readable: true };
    if (kind < 0.9) return { text: `0${grouped(nsn)}`, readable: true };
    if (kind < 0.95) return { text: `+44 (0)${grouped(nsn)}`, readable: true };
    const shape = this.drawShape(nsn, mustRead);
    return { text: this.render(shape, nsn), readable: !UNREADABLE.has(shape.kind) };
  }

  /** @type {(nsn: string, mustRead: boolean) => Shape} */
  drawShape(nsn, mustRead) {
    const whole = /** @type {number} */ (this.shapeEnds.at(-1));
    for (;;) {
      const place = this.random.below(whole);
      const index = this.shapeEnds.findIndex((end) => end > place);
      const shape = /** @type {Shape} */ (this.shapes[index]);
      if (fits(shape, nsn) && !(mustRead && UNREADABLE.has(shape.kind))) return shape;
    }
  }

  /** @type {(shape: Shape, nsn: string) => string} */
  render({ kind, texts, sizes, roles }, nsn) {
    let first = this.firstDigits(kind, nsn, /** @type {number} */ (sizes[0]));
    let again = '';
    let text = /** @type {string} */ (texts[0]);
    sizes.forEach((size, index) => {
      let group;
      if (roles[index] === 'first') {
        group = first.slice(0, size);
        first = first.slice(size);
      } else if (roles[index] === 'again') {
        if (again === '') again = `0${this.drawTenDigits()}`;
        group = again.slice(0, size);
        again = again.slice(size);
      } else if (roles[index] === 'tail') {
        group = this.drawTail(nsn, size);
      } else {
        group = size === 10 ? nsn : this.digits(size);
      }
      text += group + /** @type {string} */ (texts[index + 1]);
    });
    return text;
  }

  /** @type {(kind: Shape['kind'], nsn: string, size: number) => string} */
  firstDigits(kind, nsn, size) {
    if (kind === 'international') return `440${nsn}`;
    if (kind === 'lost-zero') return nsn;
    if (kind === 'cut') return `0${nsn.slice(0, -1)}`;
    if (kind === 'grown') return `0${nsn}${this.digits(1)}`;
    if (kind === 'fragment') {
      return size === 5
        ? `0${nsn.slice(0, 4)}`
        : `${2 + this.random.below(7)}${this.digits(size - 1)}`;
    }
    return `0${nsn}`;
  }

  drawTenDigits() {
    for (;;) {
      const nsn = this.unlisted.draw();
      if (nsn.length === 10) return nsn;
    }
  }

  /** @type {(nsn: string, size: number) => string} */
  drawTail(nsn, size) {
    for (;;) {
      const tail = this.digits(size);
      const other = nsn.slice(0, -size) + tail;
      if (other !== nsn && this.unlisted.isUnlisted(other)) return tail;
    }
  }

  /** @param {number} size */
  digits(size) {
    let digits = '';
    while (digits.length < size) digits += String(this.random.below(10));
    return digits;
  }
}

/**
 * A number a digit short is left alone where shorter numbers exist: it would be one of them.
 * @type {(shape: Shape, nsn: string) => boolean}
 */
function fits({ kind }, nsn) {
  if (kind === 'fragment') return true;
  if (kind === 'nine') return nsn.length === 9;
  if (nsn.length !== 10) return false;
  return kind !== 'cut' || !(SHORT_CODES.has(nsn.slice(0, 4)) || nsn.startsWith('800'));
}

/** @type {(nsn: string) => string} the usual grouping, without the zero in front */
function grouped(nsn) {
  const code = nsn.startsWith('2') ? 2 : /^1(1|.1)|^[38]/.test(nsn) ? 3 : 4;
  const rest = nsn.slice(code);
  const local = rest.length > 6 ? `${rest.slice(0, -4)} ${rest.slice(-4)}` : rest;
  return `${nsn.slice(0, code)} ${local}`;
}
