import { type DocumentHighlight, DocumentHighlightKind, type DocumentHighlightParams } from "vscode-languageserver";
import { isWrite, namesIn, sameThing } from "../../engine/index.ts";
import { inReadingOrder, nameRange } from "../places.ts";
import { pointedAt } from "../pointed.ts";
import type { View } from "../view.ts";

/** Every place in the document where the thing at a position is named: where it comes from, and where it is used. */
export async function documentHighlight(
  view: View,
  { textDocument, position }: DocumentHighlightParams,
): Promise<DocumentHighlight[] | null> {
  const at = await pointedAt(view, textDocument.uri, position);
  if (!at || view.outdated()) return null;
  const { snapshot, name, around } = at;
  return namesIn(snapshot.document, around.context)
    .filter((other) => sameThing(other, name))
    .map((other) => ({
      range: nameRange(snapshot, other),
      kind: isWrite(other) ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }))
    .sort(inReadingOrder);
}
