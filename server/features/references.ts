import type { Location, ReferenceParams } from "vscode-languageserver";
import { inReadingOrder, nameRange } from "../places.ts";
import { pointedAt } from "../pointed.ts";
import { occurrences, related } from "../related.ts";
import type { View } from "../view.ts";

/** Every place where the thing at a position is named: in its flow, in tests of it, in catalogues and workspace files. */
export async function references(
  view: View,
  { textDocument, position, context }: ReferenceParams,
): Promise<Location[] | null> {
  const at = await pointedAt(view, textDocument.uri, position);
  if (!at) return null;
  const found = occurrences(await related(view, at)).flatMap(({ snapshot, names }) =>
    names
      .filter(({ role }) => context.includeDeclaration || role !== "declares")
      .map((name): Location => ({ uri: snapshot.uri, range: nameRange(snapshot, name) }))
      .sort(inReadingOrder),
  );
  return view.outdated() ? null : found;
}
