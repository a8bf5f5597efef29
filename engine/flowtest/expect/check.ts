import type { Place } from "../../flow/problem.ts";
import type { Walked } from "../drive.ts";
import type { Expectations } from "../model.ts";

/** One expectation that a walk did not meet. */
export interface Failure {
  /** What differed, in a sentence. */
  readonly message: string;
  /** Two texts to lay side by side; where an expectation is about a part, both show that part. */
  readonly expected: string;
  readonly actual: string;
  /** They are long, and to be compared line by line, such as traces. */
  readonly byLine?: true;
  /** The expectation, or the item of it, that was not met. */
  readonly place: Place;
}

/** One member of what a case can expect, and how it is judged. */
export type Check = (walked: Walked, expected: Expectations) => Iterable<Failure>;
