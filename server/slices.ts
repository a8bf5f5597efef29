/** Long work in slices: between two of them edits, requests and cancellation get through. */
export class Slices {
  private began: number;
  private readonly now: () => number;
  private readonly most: number;

  constructor(now: () => number, most = 15) {
    this.now = now;
    this.most = most;
    this.began = now();
  }

  /** Whether this slice has had its milliseconds. */
  get over(): boolean {
    return this.now() - this.began >= this.most;
  }

  /** Lets the event loop turn, then begins the next slice. */
  async next(): Promise<void> {
    await new Promise<void>((resolve) => {
      setTimeout(resolve, 0);
    });
    this.began = this.now();
  }
}
