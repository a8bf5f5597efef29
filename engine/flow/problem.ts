import type { Path, Span } from "../text/json.ts";

export type Severity = "error" | "warning" | "information" | "hint";

/**
 * Where something stands: by path, resolved to offsets only when somebody wants to see it, or by offsets.
 * `part: "key"` means a member's name rather than its value. A path that breaks off means the place where it does.
 */
export type Place = { readonly path: Path; readonly part?: "key" } | Span;

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
}
