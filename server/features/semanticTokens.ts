import {
  type Range,
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensLegend,
} from "vscode-languageserver";
import { bareSpan, isWrite, type Name, type NameKind, namesIn, type TestContext } from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";

/** Standard types, so that every theme has colours for them. */
const types = ["class", "enumMember", "variable", "macro", "function", "parameter"] as const;
const modifiers = ["declaration", "modification"] as const;

export const legend: SemanticTokensLegend = { tokenTypes: [...types], tokenModifiers: [...modifiers] };

const typeOf: Record<NameKind, (typeof types)[number]> = {
  node: "class",
  transition: "enumMember",
  variable: "variable",
  snippet: "macro",
  tool: "function",
  parameter: "parameter",
};

/** The names in a document, or in a range of it, by what they are of. Unlike a grammar this knows which documents are flows. */
export function semanticTokens(snapshot: Snapshot, tests?: TestContext, within?: Range): SemanticTokens {
  const { document } = snapshot;
  const from = within ? snapshot.offsetAt(within.start) : 0;
  const to = within ? snapshot.offsetAt(within.end) : document.text.length;
  const found = (document.format ? namesIn(document, tests) : [])
    .filter(({ perhaps }) => !perhaps)
    .map((name) => ({ name, span: bareSpan(document, name) }))
    .filter(({ span }) => span.start >= from && span.end <= to && span.end > span.start)
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const builder = new SemanticTokensBuilder();
  let last = -1;
  for (const { name, span } of found) {
    // A token's node and its argument may share a stretch; editors take no overlaps.
    if (span.start < last) continue;
    last = span.end;
    const { line, character } = snapshot.range(span).start;
    builder.push(line, character, span.end - span.start, types.indexOf(typeOf[name.of]), modifiersOf(name));
  }
  return builder.build();
}

function modifiersOf(name: Name): number {
  if (name.role === "declares") return 1 << modifiers.indexOf("declaration");
  return isWrite(name) ? 1 << modifiers.indexOf("modification") : 0;
}
