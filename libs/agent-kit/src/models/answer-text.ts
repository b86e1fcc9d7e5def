/** The text of an answer while it arrives, up to a cap; beyond it, only that it is too long is known. */
export class AnswerText {
  private readonly pieces: string[] = [];
  private bytes = 0;

  constructor(private readonly maxBytes: number) {}

  /** False once the cap is passed: there is no point in reading on. */
  add(piece: string): boolean {
    this.bytes += Buffer.byteLength(piece);
    if (this.bytes <= this.maxBytes) this.pieces.push(piece);
    return this.bytes <= this.maxBytes;
  }

  get isTooLong(): boolean {
    return this.bytes > this.maxBytes;
  }

  toString(): string {
    return this.pieces.join('');
  }
}

export const TOO_LONG = 'The answer is longer than is read';
