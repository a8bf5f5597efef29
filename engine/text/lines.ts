/** A place as people count it: line and column from 1, columns in UTF-16 units as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets into lines and columns. Line ends are `\n`, `\r\n` and a lone `\r`. */
export class Lines {
  private readonly text: string;
  private readonly starts: number[] = [0];
  // The first of either at or after the last line start, so that each is searched for once; Infinity where there is none.
  private feed = -1;
  private carriage = -1;

  constructor(text: string) {
    this.text = text;
  }

  /** Offsets outside the text are taken as its nearest end. The text is read as far as the furthest that was asked for. */
  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    this.readTo(at);
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - this.starts[low]! + 1 };
  }

  private readTo(offset: number): void {
    for (let start = this.starts.at(-1)!; start <= offset; ) {
      if (this.feed < start) this.feed = find(this.text, "\n", start);
      if (this.carriage < start) this.carriage = find(this.text, "\r", start);
      if (Math.min(this.feed, this.carriage) >= offset) return;
      start = this.carriage + 1 < this.feed ? this.carriage + 1 : this.feed + 1;
      this.starts.push(start);
    }
  }
}

function find(text: string, sign: string, from: number): number {
  const at = text.indexOf(sign, from);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}
