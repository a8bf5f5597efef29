import * as vscode from "vscode";

const piece = 50;

/**
 * Does many things that all reach the window, some of them at a time, and goes on when the window has dealt with those: it
 * works through what it is sent in order, so that thousands at once would leave it deaf to keys and clicks meanwhile.
 */
export class Paced {
  private readonly waiting: (() => void)[] = [];
  private working: Promise<void> | undefined;
  private given = 0;
  private stopped = false;

  add(step: () => void): void {
    // The first ones at once: most runs have no more.
    if (this.given++ < piece) step();
    else {
      this.waiting.push(step);
      this.working ??= this.work();
    }
  }

  /** Does nothing more. */
  stop(): void {
    this.stopped = true;
  }

  /** Waits until everything is done. */
  async done(): Promise<void> {
    while (this.working) await this.working;
  }

  private async work(): Promise<void> {
    while (this.waiting.length > 0 && !this.stopped) {
      // Anything that the window answers will do.
      await vscode.commands.executeCommand("setContext", "flowproof.telling", true);
      for (const step of this.waiting.splice(0, piece)) if (!this.stopped) step();
    }
    this.working = undefined;
  }
}
