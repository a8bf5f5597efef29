import type { CaseVerdict } from "./protocol.ts";

/** Verdicts are told when this many are there, or this many milliseconds have passed. */
const BATCH = 200;
const DELAY = 50;

/** Tells verdicts in batches, so that a run of thousands is neither a flood of messages nor silent for long. */
export class Batches {
  private readonly now: () => number;
  private readonly send: (verdicts: readonly CaseVerdict[]) => Promise<void>;
  private batch: CaseVerdict[] = [];
  private sent: number;

  constructor(now: () => number, send: (verdicts: readonly CaseVerdict[]) => Promise<void>) {
    this.now = now;
    this.send = send;
    this.sent = now();
  }

  async add(verdict: CaseVerdict): Promise<void> {
    this.batch.push(verdict);
    if (this.batch.length >= BATCH || this.now() - this.sent >= DELAY) await this.flush();
  }

  async flush(): Promise<void> {
    const { batch } = this;
    this.batch = [];
    this.sent = this.now();
    if (batch.length > 0) await this.send(batch);
  }
}
