// What lives here: the document that shows a walk to a person, line by line, and what each piece of a line is about.

import type { Path } from "../../text/json.ts";

/** What a piece of a line is about, in terms that still find it when its file was edited since. */
export type About =
  /** A node, or one of its transitions by its index. */
  | { readonly in: "flow"; readonly node: string; readonly transition?: number }
  /** What stands at a path below the case. */
  | { readonly in: "case"; readonly path: Path };

/** A stretch of a line that leads somewhere, in UTF-16 units. */
export interface PageLink {
  readonly start: number;
  readonly end: number;
  readonly about: About;
}

export interface PageLine {
  readonly text: string;
  readonly links: readonly PageLink[];
}

/** Some text, with what it is about. */
export type Piece = string | { readonly text: string; readonly about: About | undefined };

/** Collects lines. */
export class Page {
  readonly lines: PageLine[] = [];

  /** Writes one line, whatever line breaks its pieces have. */
  write(...pieces: readonly Piece[]): void {
    let text = "";
    const links: PageLink[] = [];
    for (const piece of pieces) {
      const start = text.length;
      text += (typeof piece === "string" ? piece : piece.text).replace(breaks, " ");
      const end = text.trimEnd().length;
      if (typeof piece !== "string" && piece.about && end > start) links.push({ start, end, about: piece.about });
    }
    this.lines.push({ text: text.trimEnd(), links });
  }
}

/** Everything at which some editor begins a new line. */
const breaks = /\r\n|[\r\n\u0085\u2028\u2029]/g;

/** The lines of a text that may have several. */
export function linesOf(text: string): string[] {
  return text.split(breaks);
}
