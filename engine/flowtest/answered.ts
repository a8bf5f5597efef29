import type { Answer, Wants } from "../simulate/state.ts";

/** What a walk wanted, and what it was answered. */
export interface Answered {
  readonly wants: Wants;
  readonly answer: Answer;
}
