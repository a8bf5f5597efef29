import type { TextEdit } from "../../text/edit.ts";
import type { Span } from "../../text/json.ts";
import type { ValuePath } from "./value.ts";

/** How two values are compared. */
export const comparisons = ["==", "!=", ">", ">=", "<", "<=", "contains", "starts_with", "in"] as const;
export type Comparison = (typeof comparisons)[number];

/** What is asked of one value. */
export const tests = ["exists", "is_empty"] as const;
export type Test = (typeof tests)[number];

/** The meaning of a condition. Standing alone as a condition, a value is asked whether it is true. */
export type Expression =
  | {
      readonly kind: "any" | "all";
      readonly parts: readonly Expression[];
      /** Where each part is written, and each word between two of them. */
      readonly spans: readonly Span[];
      readonly words: readonly Span[];
    }
  | { readonly kind: "not"; readonly part: Expression }
  | { readonly kind: "compare"; readonly by: Comparison; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "test"; readonly by: Test; readonly of: Expression }
  | { readonly kind: "path"; readonly path: ValuePath }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "literal"; readonly value: unknown };

/** A variable that a condition reads, and where it is written: the path without braces. */
export interface Read {
  readonly path: ValuePath;
  readonly start: number;
  readonly end: number;
}

/** What is wrong with a condition, or doubtful, at offsets in its text. */
export interface ConditionProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** The member that is meant, where the condition is written as an object; the offsets are those of its text. */
  readonly member?: "variable" | "operator" | "value";
  /** What would be right, where that is known: text at offsets in the condition. */
  readonly right?: TextEdit;
}

/** A condition as read. With an `error` there is no expression; `doubts` do not keep it from being evaluated. */
export interface Condition {
  readonly expression?: Expression;
  readonly error?: ConditionProblem;
  readonly doubts: readonly ConditionProblem[];
  readonly reads: readonly Read[];
}
