import type { Change } from "../text/edit.ts";
import type { Path, Span } from "../text/json.ts";

export type Severity = "error" | "warning" | "information" | "hint";

/**
 * Where something stands: by path, resolved to offsets only when somebody wants to see it, or by offsets.
 * `part: "key"` means a member's name rather than its value, a span a stretch of the decoded string that stands there,
 * quotes not counted. A path that breaks off means the place where it does.
 */
export type Place = { readonly path: Path; readonly part?: "key" | Span } | Span;

/** A way to mend a problem. */
export interface Fix {
  /** In the imperative: `Change to "book"`. */
  readonly title: string;
  readonly changes: readonly Change[];
  /** Surely what was meant: fine to be carried out for all such problems at once, unseen. */
  readonly safe?: boolean;
}

/** A mistake or a doubt about a document: one sentence at the smallest text one would edit. */
export interface Problem {
  /** The rule's id, such as `unknown-target`. */
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence, no full stop: what is wrong, then what would be right. */
  readonly message: string;
  readonly span: Span;
  /** Other places in the same document that explain this one. */
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  /** The right word, where there is one. */
  readonly suggestion?: string;
  /** Ways to mend it, the best first. */
  readonly fixes?: readonly Fix[];
}
