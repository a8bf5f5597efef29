import type { Transition } from "../../flow/flow.ts";
import type { Fix, Place } from "../../flow/problem.ts";
import type { ValueChange } from "../../text/changed.ts";
import type { Cases, Formula } from "./formula.ts";

/** What comparisons of values decide at a node, in the order in which they are tried. */
export interface Decisions {
  readonly each: readonly Decision[];
  readonly cases: Cases;
  /** The cases in which every subject has a value, for dialects in which no comparison holds without one. */
  readonly casesOnceSet?: Cases;
  /** A walk leaves by these and by `fallback` alone: neither a model nor the caller has a say. */
  readonly alone: boolean;
  /** The transition that is taken where none of them holds. */
  readonly fallback?: Transition;
}

/** A condition. */
export interface Decision {
  /** What is taken where it holds; absent where it decides between two handles. */
  readonly transition?: Transition;
  /** In words. */
  readonly text: string;
  /** Where it is written. */
  readonly place: Place;
  readonly join: "and" | "or";
  /** Joined; one that stands alone is the whole condition, and a condition without any never holds. */
  readonly comparisons: readonly Comparison[];
  readonly formula: Formula;
  /** How it can be written otherwise; worked out when asked. */
  readonly mend: {
    /** "and" for "or", or the other way round. */
    readonly rejoin?: () => readonly ValueChange[];
    /** Taken where no condition holds. */
    readonly toFallback?: () => Fix;
    /** With the comparisons that its words for people name, where it has none. */
    readonly asDescribed?: () => Fix | undefined;
    /** So that it holds where it did not: as a whole, or one comparison at a time. */
    readonly turned?: () => readonly Turned[];
  };
}

/** A condition, or one of its comparisons, turned round. */
export interface Turned {
  /** The smallest text one would edit. */
  readonly place: Place;
  /** In words: `age > 5`, and what becomes of it. */
  readonly text: string;
  readonly becomes: string;
  readonly changes: readonly ValueChange[];
}

/** A condition that consists of one comparison. */
export function single(text: string, place: Place, formula: Formula, mend: Decision["mend"] = {}): Decision {
  return { text, place, join: "and", comparisons: [{ text, place, formula, ofPresence: false }], formula, mend };
}

/** One of the parts that a condition joins. */
export interface Comparison {
  /** In words: `age > 5`. */
  readonly text: string;
  /** The smallest text one would edit. */
  readonly place: Place;
  readonly formula: Formula;
  /** Asks only whether there is a value at all. */
  readonly ofPresence: boolean;
  readonly fault?: Fault;
}

/** Why a comparison can never hold, whatever is compared. */
export interface Fault {
  readonly kind: "operator" | "number";
  readonly place: Place;
  /** As written. */
  readonly written: string;
  /** What was surely meant. */
  readonly meant?: string;
  /** What may have been meant. */
  readonly perhaps?: string;
  /** Every word that would be right. */
  readonly known?: readonly string[];
}

/** Whether a word is known as the name of a variable, and may stand for its value. */
export type IsVariable = (name: string) => boolean;
