import type { Problem } from "../flow/problem.ts";
import type { Document } from "../formats/format.ts";
import { read } from "../formats/index.ts";
import { edits, type TextEdit } from "../text/edit.ts";

/** A text with everything mended that has a safe fix. */
export interface Mended {
  readonly text: string;
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
  let now = document;
  let fixed = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const chosen = apart(now, lint(now));
    if (chosen.length === 0) break;
    let text = replaced(now.text, chosen.flat());
    let count = chosen.length;
    let next = read(text, now.name);
    // Edits that are right each by themselves may still not fit together, such as two that empty one list.
    if (count > 1 && next.tree().errors.length > now.tree().errors.length) {
      text = replaced(now.text, chosen[0]!);
      count = 1;
      next = read(text, now.name);
    }
    if (text === now.text) break;
    now = next;
    fixed += count;
  }
  return { text: now.text, fixed };
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

/** A text with other words at places that stand apart. */
export function replaced(text: string, all: readonly TextEdit[]): string {
  let out = "";
  let at = 0;
  for (const { start, end, text: instead } of [...all].sort((a, b) => a.start - b.start)) {
    out += text.slice(at, start) + instead;
    at = end;
  }
  return out + text.slice(at);
}
