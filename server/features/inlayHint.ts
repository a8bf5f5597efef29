import { type InlayHint, InlayHintKind, type Range } from "vscode-languageserver";
import { type FlowNode, flowsIn, incoming, locate, type Name, namesIn, type TestContext } from "../../engine/index.ts";
import { counted } from "../counted.ts";
import type { Snapshot } from "../documents.ts";

/**
 * In a range of a document: beside an id that nobody can read what the node is called or does, wherever it is named; and
 * beside each node how many ways lead into it.
 */
export function inlayHints(snapshot: Snapshot, within: Range, tests?: TestContext): InlayHint[] {
  const { document } = snapshot;
  if (!document.format) return [];
  const from = snapshot.offsetAt(within.start);
  const to = snapshot.offsetAt(within.end);
  const hints: InlayHint[] = [];
  for (const name of namesIn(document, tests)) {
    if (name.of !== "node" || name.titled || !("path" in name.place) || typeof name.place.part === "object") continue;
    const label = name.role === "declares" ? undefined : readable(name);
    if (label === undefined) continue;
    const { start, end } = locate(document, name.place);
    if (start < from || end > to) continue;
    hints.push({ position: snapshot.range({ start, end }).end, label, kind: InlayHintKind.Type, paddingLeft: true });
  }
  for (const flow of flowsIn(document))
    for (const node of flow.nodes) {
      if (node.id === "" || flow.byId.get(node.id) !== node) continue;
      const { start, end } = locate(document, node.idPlace);
      if (start < from || end > to) continue;
      const ways = incoming(flow, node).length;
      hints.push({
        position: snapshot.range({ start, end }).end,
        label: `← ${ways}`,
        tooltip: flow.starts.includes(node)
          ? `${counted(ways, "way")} in, and the start`
          : `${counted(ways, "way")} in`,
        paddingLeft: true,
      });
    }
  return hints;
}

/** What to call the node of a name whose id says nothing. */
function readable({ name, flow }: Name): string | undefined {
  const node = flow?.byId.get(name);
  return node && isOpaque(name) ? callIt(node) : undefined;
}

/** Ids that a canvas has made up: UUIDs and long runs of digits or hexadecimal ones. */
function isOpaque(id: string): boolean {
  return /[0-9a-f]{8}-[0-9a-f]{4}-|\d{6}|[0-9a-f]{16}/i.test(id);
}

/** A node's name, or its type with what it is about: `collect zip`, `message “We serve…”`. */
function callIt(node: FlowNode): string {
  if (node.name && node.name !== node.id) return shortened(node.name);
  const bound = node.uses.find(({ of, how }) => of === "variable" && how === "binds")?.name;
  const [prompt] = node.prompts;
  const about = node.tool ?? bound ?? (prompt && `“${shortened(prompt.text)}”`);
  return about === undefined ? node.type : `${node.type} ${about}`;
}

function shortened(text: string, most = 30): string {
  const letters = [...text.trim().replace(/\s+/g, " ")];
  return letters.length > most ? `${letters.slice(0, most).join("").trimEnd()}…` : letters.join("");
}
