import type { TextEdit } from "./textEdit.ts";

/**
 * A text while it is edited, as stretches of the original and new text between them. Edits never reorder what they leave, so
 * the edits of all steps together can be read off at the end, as edits of the original.
 */
export class Pieces {
  private readonly original: string;
  private parts: Part[];

  constructor(text: string) {
    this.original = text;
    this.parts = [{ start: 0, end: text.length }];
  }

  /** The text as it is now. */
  text(): string {
    return this.parts.map((part) => this.textOf(part)).join("");
  }

  /** Carries out edits of the text as it is now; they do not overlap. */
  apply(edits: readonly TextEdit[]): void {
    const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
    const now: Part[] = [];
    let at = 0; // in the text as it is now
    let next = 0;
    let removed = 0; // up to where edits have taken text away
    for (const part of this.parts) {
      const length = "text" in part ? part.text.length : part.end - part.start;
      let from = 0;
      for (let edit = ordered[next]; edit && edit.start <= at + length; edit = ordered[next]) {
        // An insertion at the border of two parts belongs to the second, unless there is none.
        if (edit.start === at + length && part !== this.parts.at(-1)) break;
        const to = edit.start - at;
        from = Math.max(from, Math.min(removed - at, length));
        if (to > from) now.push(cutOut(part, from, to));
        from = Math.max(from, to);
        if (edit.text !== "") now.push({ text: edit.text });
        removed = Math.max(removed, edit.end);
        next++;
      }
      from = Math.max(from, Math.min(removed - at, length));
      if (from < length) now.push(cutOut(part, from, length));
      at += length;
    }
    this.parts = now;
  }

  /** What turns the original into the text as it is now: in order, apart from each other. */
  edits(): TextEdit[] {
    const found: TextEdit[] = [];
    let at = 0;
    let text = "";
    const note = (start: number): void => {
      if (start > at || text !== "") found.push({ start: at, end: start, text });
    };
    for (const part of this.parts) {
      if ("text" in part) text += part.text;
      else {
        note(part.start);
        at = part.end;
        text = "";
      }
    }
    note(this.original.length);
    return found.filter(({ start, end, text }) => this.original.slice(start, end) !== text);
  }

  private textOf(part: Part): string {
    return "text" in part ? part.text : this.original.slice(part.start, part.end);
  }
}

/** A stretch of the original, or new text. */
type Part = { readonly start: number; readonly end: number } | { readonly text: string };

function cutOut(part: Part, from: number, to: number): Part {
  return "text" in part ? { text: part.text.slice(from, to) } : { start: part.start + from, end: part.start + to };
}
