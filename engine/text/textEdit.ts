import type { Span } from "./json.ts";

/** Other text for a stretch of the old one. */
export interface TextEdit extends Span {
  readonly text: string;
}
