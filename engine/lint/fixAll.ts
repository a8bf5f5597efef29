import type { Problem } from "../flow/problem.ts";
import type { Document } from "../formats/format.ts";
import { read } from "../formats/index.ts";
import { edits, type TextEdit } from "../text/edit.ts";
import { Pieces } from "../text/pieces.ts";

/** A text with everything mended that has a safe fix. */
export interface Mended {
  readonly text: string;
  /** What turns the document's text into it, apart from each other and in order. */
  readonly edits: readonly TextEdit[];
  /** How many problems were mended. */
  readonly fixed: number;
}

// A fix may bring to light what another fix mends. One that never settles is a bug of a rule; it ends here.
const MOST_ROUNDS = 10;

/**
 * Carries out the safe fixes of a document, again and again until there is none left. `lint` finds the problems of each
 * version. Of fixes that touch each other the first is carried out and the next is looked at again in the next round.
 */
export function fixAll(document: Document, lint: (document: Document) => readonly Problem[]): Mended {
  const pieces = new Pieces(document.text);
  let now = document;
  let fixed = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const chosen = apart(now, lint(now));
    if (chosen.length === 0) break;
    const together = new Pieces(now.text);
    together.apply(chosen.flat());
    const next = read(together.text(), now.name);
    // Edits that are right each by themselves may still not fit together, such as two that empty one list.
    const fit = chosen.length === 1 || next.tree().errors.length <= now.tree().errors.length;
    const done = fit ? chosen : chosen.slice(0, 1);
    pieces.apply(done.flat());
    now = fit ? next : read(pieces.text(), now.name);
    fixed += done.length;
  }
  return { text: now.text, edits: pieces.edits(), fixed };
}

/** The edits of safe fixes, of each problem the first, that stand apart from one another. */
function apart(document: Document, problems: readonly Problem[]): TextEdit[][] {
  const chosen: TextEdit[][] = [];
  const taken: TextEdit[] = [];
  for (const { fixes } of problems) {
    const fix = fixes?.[0];
    if (!fix?.safe) continue;
    const found = edits(document, fix.changes);
    if (
      found.length === 0 ||
      found.some((one) => taken.some((other) => one.start <= other.end && other.start <= one.end))
    )
      continue;
    taken.push(...found);
    chosen.push(found);
  }
  return chosen;
}
