/** A place as people count it: line and column from 1, columns in UTF-16 units as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets into lines and columns. Line ends are `\n`, `\r\n` and a lone `\r`. */
export class Lines {
  private readonly starts: number[] = [0];
  private readonly length: number;

  constructor(text: string) {
    this.length = text.length;
    for (let i = 0; i < text.length; i++) {
      const feed = text.indexOf("\n", i);
      const stop = feed < 0 ? text.length : feed;
      // Lone carriage returns are rare; look for them only inside this line.
      for (let cr = text.indexOf("\r", i); cr >= 0 && cr < stop - 1; cr = text.indexOf("\r", cr + 1))
        this.starts.push(cr + 1);
      if (feed < 0) break;
      this.starts.push(feed + 1);
      i = feed;
    }
  }

  /** Offsets outside the text are taken as its nearest end. */
  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.length));
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - this.starts[low]! + 1 };
  }
}
