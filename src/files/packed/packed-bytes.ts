/** The bytes of a packed file, read forward: in pieces, or so many at a time. */
export class PackedBytes {
  readonly #next: () => Promise<Buffer>;
  #rest: Buffer;

  /**
   * @param next gives the next piece, which nothing writes into again; empty at the end, and from then on
   * @param head bytes that come before the first piece
   */
  constructor(next: () => Promise<Buffer>, head: Buffer) {
    this.#next = next;
    this.#rest = head;
  }

  /** The next piece; empty at the end. */
  async piece(): Promise<Buffer> {
    if (this.#rest.length === 0) return this.#next();
    const piece = this.#rest;
    this.#rest = Buffer.alloc(0);
    return piece;
  }

  /** Gives back the end of the last piece. */
  giveBack(rest: Buffer): void {
    this.#rest = rest;
  }

  /** Exactly so many bytes; fewer at the end. */
  async take(length: number): Promise<Buffer> {
    const taken: Buffer[] = [];
    for (let missing = length; missing > 0;) {
      const piece = await this.piece();
      if (piece.length === 0) break;
      taken.push(piece.subarray(0, missing));
      this.giveBack(piece.subarray(missing));
      missing -= Math.min(missing, piece.length);
    }
    return Buffer.concat(taken);
  }

  /** Whether no byte is left. */
  async isAtEnd(): Promise<boolean> {
    const piece = await this.piece();
    this.giveBack(piece);
    return piece.length === 0;
  }
}
