import type { Fix, Problem } from "../flow/problem.ts";
import type { Change } from "../text/edit.ts";
import { backOverBlanks, restOfLine, skipBlanks, startsLine } from "../text/gaps.ts";
import { type Element, type JsonTree, Kind, type Span, type SyntaxMistake } from "../text/json.ts";
import type { Format } from "./format.ts";

/** What is wrong with a document's JSON itself, as far as its format minds. */
export function syntaxProblems(tree: JsonTree, format: Format): Problem[] {
  const found: Problem[] = [];
  for (const mistake of tree.errors) {
    const { message, lenient, start, end } = mistake;
    if (lenient && format.comments) continue;
    const fixes = fixesOf(tree, mistake);
    found.push({
      rule: "json-syntax",
      severity: lenient ? "warning" : "error",
      message: lenient ? `${message}; hosted systems refuse the file with it` : message,
      span: { start, end },
      ...(fixes.length > 0 && { fixes }),
    });
  }
  if (tree.errors.length > 0) return found;
  // Something the scanner lets through because it never looks inside a string.
  for (const element of brokenStrings(tree)) {
    const span = tree.span(element);
    const text = JSON.stringify(tree.string(element));
    found.push({
      rule: "json-syntax",
      severity: "error",
      message: "A line break, a tab or another control character, or a broken escape, stands inside this string",
      span,
      fixes: [{ title: "Write it as JSON does", changes: [{ do: "raw", span, text }] }],
    });
  }
  return found;
}

function fixesOf(tree: JsonTree, { is, start, end }: SyntaxMistake): Fix[] {
  switch (is) {
    case "last comma":
      return [{ title: "Remove this comma", safe: true, changes: [{ do: "raw", span: { start, end }, text: "" }] }];
    case "comment":
      return [
        { title: "Remove this comment", changes: [{ do: "raw", span: withLine(tree.text, { start, end }), text: "" }] },
      ];
    case "no comma":
      return [
        {
          title: "Add the comma",
          get changes(): Change[] {
            const at = endBefore(tree, start);
            return [{ do: "raw", span: { start: at, end: at }, text: "," }];
          },
        },
      ];
    default:
      return [];
  }
}

/** A comment with the line it has to itself, or with the blanks before it where it ends one. */
function withLine(text: string, { start, end }: Span): Span {
  const { end: last, newline } = restOfLine(text, end);
  // Of the blanks around it, those on one side are enough.
  if (newline < 0 || last > end) return { start, end: /\s/.test(text.charAt(start - 1)) ? skipBlanks(text, end) : end };
  return {
    start: backOverBlanks(text, start),
    end: startsLine(text, start) ? text.indexOf("\n", newline) + 1 || newline : newline,
  };
}

/** Where the value before an offset ends. */
function endBefore(tree: JsonTree, offset: number): number {
  let found = 0;
  for (let element = 0; element < tree.size && tree.starts[element]! < offset; element++)
    if (tree.ends[element]! <= offset) found = Math.max(found, tree.ends[element]!);
  return found;
}

function* brokenStrings(tree: JsonTree): Iterable<Element> {
  for (let element = 0; element < tree.size; element++) {
    const kind = tree.kind(element);
    if (kind !== Kind.string && kind !== Kind.key) continue;
    const { start, end } = tree.span(element);
    try {
      JSON.parse(tree.text.slice(start, end));
    } catch {
      yield element;
    }
  }
}
