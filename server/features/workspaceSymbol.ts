import { type SymbolInformation, SymbolKind, type WorkspaceSymbolParams } from "vscode-languageserver";
import { whole } from "../places.ts";
import { nameOf } from "../uris.ts";
import type { View } from "../view.ts";
import { nodeKinds } from "./documentSymbol.ts";

/** So many are shown at most; whoever looks for more types another letter. */
const MOST = 200;

/** The nodes of all flows and the cases of all tests in whose names the letters of a query stand, in order. */
export async function workspaceSymbols(
  view: View,
  { query }: WorkspaceSymbolParams,
): Promise<SymbolInformation[] | null> {
  const { flowFiles, testFiles } = view.world;
  await testFiles.noteOpen();
  const wanted = query.toLowerCase();
  const found: {
    readonly rank: number;
    readonly order: string;
    readonly symbol: () => Promise<SymbolInformation | undefined>;
  }[] = [];
  for (const { uri, nodes } of flowFiles.all())
    for (const { id, name, kind, path } of nodes) {
      const ranks = [name, id].flatMap((each) => rankOf(each ?? "", wanted) ?? []);
      if (ranks.length === 0 || id === "") continue;
      const title = name && name !== id ? `${name} (${id})` : id;
      const symbol = async (): Promise<SymbolInformation | undefined> => {
        const file = await view.find(uri);
        if (!file) return undefined;
        const range = file.range(whole(file, { path }));
        return { name: title, kind: nodeKinds[kind], location: { uri: file.uri, range }, containerName: nameOf(uri) };
      };
      found.push({ rank: Math.min(...ranks), order: `${title}\n${uri}`, symbol });
    }
  for (const { uri, cases } of testFiles.all())
    for (const { name, range } of cases) {
      const rank = rankOf(name, wanted);
      if (rank === undefined || name.trim() === "") continue;
      const symbol = { name, kind: SymbolKind.Method, location: { uri, range }, containerName: nameOf(uri) };
      found.push({ rank, order: `${name}\n${uri}`, symbol: async () => symbol });
    }
  const best = found.sort((a, b) => a.rank - b.rank || (a.order < b.order ? -1 : 1)).slice(0, MOST);
  const symbols = await Promise.all(best.map(({ symbol }) => symbol()));
  return view.outdated() ? null : symbols.filter((symbol) => symbol !== undefined);
}

/** How well a name fits: it begins with the query, holds it, or has its letters in order; undefined where it does not. */
function rankOf(name: string, wanted: string): number | undefined {
  const lower = name.toLowerCase();
  if (lower.startsWith(wanted)) return 0;
  if (lower.includes(wanted)) return 1;
  let at = 0;
  for (const letter of wanted) {
    at = lower.indexOf(letter, at);
    if (at < 0) return undefined;
    at += letter.length;
  }
  return 2;
}
