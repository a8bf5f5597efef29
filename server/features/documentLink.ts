import type { DocumentLink, DocumentLinkParams } from "vscode-languageserver";
import { filesIn } from "../../engine/index.ts";
import { nameRange } from "../places.ts";
import { nameOf, resolve } from "../uris.ts";
import type { View } from "../view.ts";

/** The paths in a document as links: a test's flow and skills, the flows that a workspace file pairs with tests. */
export async function documentLinks(view: View, { textDocument }: DocumentLinkParams): Promise<DocumentLink[] | null> {
  const snapshot = view.open(textDocument.uri);
  if (!snapshot) return null;
  return filesIn(snapshot.document).flatMap(({ file, place }) => {
    const target = resolve(snapshot.uri, file);
    return target === undefined
      ? []
      : [{ range: nameRange(snapshot, { place }), target, tooltip: `Open ${nameOf(target)}` }];
  });
}
