import { type CodeAction, CodeActionKind, type Diagnostic } from "vscode-languageserver";
import type { Snapshot } from "../documents.ts";
import type { Suggestion } from "../toLsp.ts";

/**
 * A fix for each problem that knows the right word: the wrong one, a key or a value, is written anew and nothing else is
 * touched. A problem of an earlier version is passed over when its word does not stand there any more.
 */
export function codeActions(snapshot: Snapshot, diagnostics: readonly Diagnostic[]): CodeAction[] {
  return diagnostics.flatMap((diagnostic) => {
    const { suggestion, instead } = suggestionOf(diagnostic) ?? {};
    if (suggestion === undefined || instead !== snapshot.textAt(diagnostic.range)) return [];
    return {
      title: `Change to "${suggestion}"`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      isPreferred: true,
      edit: { changes: { [snapshot.uri]: [{ range: diagnostic.range, newText: JSON.stringify(suggestion) }] } },
    };
  });
}

/** What a problem of ours carries along, as it comes back from the client: possibly altered, possibly lost. */
function suggestionOf({ source, data }: Diagnostic): Partial<Suggestion> | undefined {
  if (source !== "Flowproof" || typeof data !== "object" || data === null) return undefined;
  const { suggestion, instead } = data as Record<keyof Suggestion, unknown>;
  return typeof suggestion === "string" && typeof instead === "string" ? { suggestion, instead } : undefined;
}
