/**
 * Seeded random numbers, so that the same parameters give the same files on every machine.
 * mulberry32: 32 bits of state, public domain (Tommy Ettinger); chosen over Math.random(), which
 * cannot be seeded, and over a package, since it is three lines.
 */
export class Prng {
  /** @param {...number} seeds any integers; different seeds give unrelated sequences */
  constructor(...seeds) {
    this.state = 0x9e3779b9;
    for (const seed of seeds) {
      this.state = Math.imul(this.state ^ seed, 0x85ebca6b);
      this.state ^= this.state >>> 15;
    }
  }

  /** @returns {number} 0 (inclusive) to 1 (exclusive), 32 bits of it */
  unit() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /**
   * @param {number} limit a positive integer up to 2^32
   * @returns {number} an integer from 0 to limit - 1
   */
  below(limit) {
    return Math.floor(this.unit() * limit);
  }

  /**
   * @template T
   * @param {readonly T[]} choices not empty
   * @returns {T} one of them
   */
  pick(choices) {
    return /** @type {T} */ (choices[this.below(choices.length)]);
  }
}
