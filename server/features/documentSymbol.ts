import { type DocumentSymbol, type SymbolInformation, SymbolKind } from "vscode-languageserver";
import {
  type Case,
  type Flow,
  type FlowNode,
  inlineFlow,
  Kind,
  locate,
  none,
  ownAt,
  type Path,
  type Place,
  type Span,
} from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";
import { whole } from "../places.ts";

/** The outline of a document: nodes with their transitions, cases, or else the members of an agent or a catalogue. */
export function documentSymbols(snapshot: Snapshot): DocumentSymbol[] {
  const { document } = snapshot;
  if (!document.format) return [];
  if (document.tests) {
    const { cases } = document.tests;
    const flow = inlineFlow(document.tests);
    return [...caseSymbols(snapshot, cases), ...(flow ? [flowSymbol(snapshot, flow)] : [])];
  }
  if (document.flow) return document.flow.nodes.map((node) => nodeSymbol(snapshot, node));
  return memberSymbols(snapshot);
}

/** A case that is written for several rows has them below it. */
function caseSymbols(snapshot: Snapshot, cases: readonly Case[]): DocumentSymbol[] {
  const symbols: DocumentSymbol[] = [];
  let table: Path | undefined;
  for (const one of cases) {
    const { name, path, place, row, tags } = one;
    const detail = tags.join(" ");
    if (!row) {
      symbols.push(symbol(snapshot, name, SymbolKind.Method, { path }, place, detail));
      continue;
    }
    if (table?.at(-1) !== path.at(-1)) {
      const written = ownAt(snapshot.document.value, [...path, "name"]);
      const named = typeof written === "string" ? written : name;
      const at = { path: typeof written === "string" ? [...path, "name"] : path };
      symbols.push({ ...symbol(snapshot, named, SymbolKind.Method, { path }, at, detail), children: [] });
      table = path;
    }
    symbols.at(-1)!.children!.push(symbol(snapshot, name, SymbolKind.Method, { path: row.path }, place));
  }
  return symbols;
}

/** The same outline for clients that know no hierarchy. */
export function flatSymbols(snapshot: Snapshot): SymbolInformation[] {
  const flat: SymbolInformation[] = [];
  const add = (symbols: readonly DocumentSymbol[], containerName?: string): void => {
    // Three levels at most, and never as deep as the user's JSON.
    for (const { name, kind, range, children } of symbols) {
      flat.push({ name, kind, location: { uri: snapshot.uri, range }, ...(containerName && { containerName }) });
      if (children) add(children, name);
    }
  };
  add(documentSymbols(snapshot));
  return flat;
}

export const nodeKinds: Record<FlowNode["kind"], SymbolKind> = {
  start: SymbolKind.Event,
  conversation: SymbolKind.Class,
  collect: SymbolKind.Field,
  message: SymbolKind.String,
  tool: SymbolKind.Function,
  logic: SymbolKind.Operator,
  extract: SymbolKind.Variable,
  end: SymbolKind.Constant,
  transfer: SymbolKind.Interface,
  "post-call": SymbolKind.Property,
  unknown: SymbolKind.Object,
};

function flowSymbol(snapshot: Snapshot, flow: Flow): DocumentSymbol {
  const nodes = flow.nodes.map((node) => nodeSymbol(snapshot, node));
  const whole = { path: flow.path };
  return {
    ...symbol(snapshot, flow.name ?? "flow", SymbolKind.Module, whole, { ...whole, part: "key" }),
    children: nodes,
  };
}

function nodeSymbol(snapshot: Snapshot, node: FlowNode): DocumentSymbol {
  const detail = node.name && node.name !== node.id ? `${node.type} · ${node.id}` : node.type;
  return {
    ...symbol(snapshot, node.name ?? node.id, nodeKinds[node.kind], { path: node.path }, node.idPlace, detail),
    children: node.transitions.flatMap(({ target, label, place }) =>
      target ? [symbol(snapshot, `→ ${target.id}`, SymbolKind.EnumMember, place, target.place, label)] : [],
    ),
  };
}

/** The top of a document without nodes or cases, and one level below: `skills`, and each of them by its name. */
function memberSymbols(snapshot: Snapshot): DocumentSymbol[] {
  const { document } = snapshot;
  const tree = document.tree();
  const { element: body } = tree.locate(document.path);
  const symbols: DocumentSymbol[] = [];
  tree.members(body, (key, value) => {
    const path = [...document.path, tree.string(key)];
    const found = symbol(snapshot, tree.string(key), SymbolKind.Property, { path }, { path, part: "key" });
    const items = tree.items(value).filter((item) => tree.kind(item) === Kind.object);
    symbols.push({
      ...found,
      children: items.map((item, i) => {
        const named = ["name", "tool", "id"].map((name) => tree.get(item, name)).find((at) => at !== none);
        const name = named !== undefined && tree.kind(named) === Kind.string ? tree.string(named) : String(i);
        return symbol(snapshot, name, SymbolKind.Object, tree.span(item), tree.span(named ?? item));
      }),
    });
  });
  return symbols;
}

/** Editors refuse an empty name, and a selection that lies outside of what it selects. */
function symbol(
  snapshot: Snapshot,
  name: string,
  kind: SymbolKind,
  place: Place,
  selected: Place,
  detail?: string,
): DocumentSymbol {
  const selection = locate(snapshot.document, selected);
  const range = snapshot.range(around(whole(snapshot, place), selection));
  return {
    name: name.trim() || "(no name)",
    kind,
    range,
    selectionRange: snapshot.range(selection),
    ...(detail && { detail }),
  };
}

function around(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}
