import {
  type CallHierarchyIncomingCall,
  type CallHierarchyIncomingCallsParams,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CallHierarchyOutgoingCallsParams,
  type CallHierarchyPrepareParams,
  type Range,
  SymbolKind,
} from "vscode-languageserver";
import { type Case, type FlowNode, flowsIn, locate, namesIn, type Path, type Reference } from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";
import { nameRange, whole } from "../places.ts";
import { pointedAt } from "../pointed.ts";
import { type Owner, ownersOf } from "../related.ts";
import type { View } from "../view.ts";
import { nodeKinds } from "./documentSymbol.ts";

// Nodes call those that they lead to. The client keeps items and sends them back later: what comes back may be outdated.

/** What an item carries along: which flow of its file, and which node of it. */
interface Data {
  readonly flow: Path;
  readonly node: string;
}

/** The node at a position, whether it is written there or only named. */
export async function prepareCallHierarchy(
  view: View,
  { textDocument, position }: CallHierarchyPrepareParams,
): Promise<CallHierarchyItem[] | null> {
  const at = await pointedAt(view, textDocument.uri, position);
  if (at?.name.of !== "node") return null;
  const items = (await ownersOf(view, at)).flatMap((owner) => {
    const node = owner.flow.byId.get(at.name.name);
    return node ? [nodeItem(owner, node)] : [];
  });
  return items.length > 0 && !view.outdated() ? items : null;
}

/** The nodes that lead to one, each with where it says so, and the cases that begin there. */
export async function incomingCalls(
  view: View,
  { item }: CallHierarchyIncomingCallsParams,
): Promise<CallHierarchyIncomingCall[] | null> {
  const found = await find(view, item);
  if (!found) return null;
  const { flow, file, node } = found;
  const calls: CallHierarchyIncomingCall[] = [];
  for (const from of flow.nodes) {
    const fromRanges = leads(from)
      .filter(({ id }) => id === node.id)
      .map((each) => rangeOf(file, each));
    if (fromRanges.length > 0) calls.push({ from: nodeItem(found, from), fromRanges });
  }
  calls.push(...(await casesAt(view, found)));
  return view.outdated() ? null : calls;
}

/** The nodes that one leads to. */
export async function outgoingCalls(
  view: View,
  { item }: CallHierarchyOutgoingCallsParams,
): Promise<CallHierarchyOutgoingCall[] | null> {
  const found = await find(view, item);
  if (!found || view.outdated()) return null;
  const { flow, file, node } = found;
  const ranges = new Map<FlowNode, Range[]>();
  for (const reference of leads(node)) {
    const to = flow.byId.get(reference.id);
    if (to) ranges.set(to, [...(ranges.get(to) ?? []), rangeOf(file, reference)]);
  }
  return Array.from(ranges, ([to, fromRanges]) => ({ to: nodeItem(found, to), fromRanges }));
}

interface Found extends Owner {
  readonly node: FlowNode;
}

async function find(view: View, { uri, data }: CallHierarchyItem): Promise<Found | undefined> {
  const { flow: path, node: id } = (data ?? {}) as Partial<Data>;
  const file = await view.find(uri);
  if (!file || !Array.isArray(path) || id === undefined) return undefined;
  const flow = flowsIn(file.document).find((each) => JSON.stringify(each.path) === JSON.stringify(path));
  const node = flow?.byId.get(id);
  return flow && node && { flow, file, node };
}

function leads({ transitions, also }: FlowNode): Reference[] {
  return [...transitions.flatMap(({ target }) => target ?? []), ...also];
}

function rangeOf(file: Snapshot, reference: Reference): Range {
  return nameRange(file, reference);
}

function nodeItem({ flow, file }: Owner, { id, name, type, kind, path, idPlace }: FlowNode): CallHierarchyItem {
  return {
    name: name ?? id,
    kind: nodeKinds[kind],
    detail: name ? `${type} · ${id}` : type,
    uri: file.uri,
    range: file.range(whole(file, { path })),
    selectionRange: nameRange(file, { place: idPlace }),
    data: { flow: flow.path, node: id } satisfies Data,
  };
}

/** The cases that begin at a node. */
async function casesAt(view: View, { flow, file, node }: Found): Promise<CallHierarchyIncomingCall[]> {
  await view.world.testFiles.upToDate();
  const files = [file.uri, ...view.world.testFiles.of(file.key).map(({ uri }) => uri)];
  const calls: CallHierarchyIncomingCall[] = [];
  for (const uri of files) {
    const snapshot = await view.find(uri);
    if (!snapshot?.document.tests) continue;
    const { context } = await view.surroundings(snapshot);
    for (const name of namesIn(snapshot.document, context))
      if (name.role === "begins" && name.flow === flow && name.name === node.id && name.case)
        calls.push({ from: caseItem(snapshot, name.case), fromRanges: [nameRange(snapshot, name)] });
  }
  return calls;
}

function caseItem(snapshot: Snapshot, { name, path, place }: Case): CallHierarchyItem {
  return {
    name: name.trim() || "(no name)",
    kind: SymbolKind.Method,
    detail: "flow test",
    uri: snapshot.uri,
    range: snapshot.range(whole(snapshot, { path })),
    selectionRange: snapshot.range(locate(snapshot.document, place)),
  };
}
