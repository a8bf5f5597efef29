import type { Exit, Flow, FlowNode, NodeKind, Prompt, Reference, Transition } from "../../flow/flow.ts";
import type { Place } from "../../flow/problem.ts";
import type { Path } from "../../text/json.ts";
import { type Json, list, object, own, text } from "../../text/value.ts";
import { shapeOf } from "../shape.ts";
import { unchanged } from "../unchanged.ts";
import { given, usesAround, usesOf } from "./uses.ts";

/**
 * The flow in a decoded `flow_config` that stands at `path`. Never fails: of a half-written graph it keeps what is
 * there, in the order in which it is written. Nodes without an id are among `nodes` with the id "" and not in `byId`.
 */
export function toFlow(value: unknown, path: Path, name?: string, before?: Flow): Flow {
  const container = [...path, "nodes"];
  const kept = unchanged(before, path);
  const nodes = list(own(value, "nodes")).map(
    (node, i) => kept(node, i) ?? toNode(object(node) ?? {}, [...container, i], i),
  );
  const byId = new Map<string, FlowNode>();
  const duplicates: Flow["duplicates"][number][] = [];
  for (const node of nodes) {
    if (node.id === "") continue;
    const first = byId.get(node.id);
    if (first) duplicates.push({ id: node.id, place: node.idPlace, first: first.idPlace });
    else byId.set(node.id, node);
  }
  const starts = nodes.filter((node) => node.kind === "start");
  const flow = object(value) ?? {};
  const uses = usesAround(flow, path);
  return {
    format: "yappr-flow",
    name: name || undefined,
    path,
    nodes,
    byId,
    starts,
    loose: [],
    duplicates,
    prompts: [],
    uses,
    given,
    open: false,
    shape: shapeOf(nodes, starts, uses, before),
    edited: before !== undefined,
    value: flow,
  };
}

/** What each of the vendor's node types does. The last two are legacy and run after the call (vendor contract). */
const kinds: ReadonlyMap<string, NodeKind> = new Map([
  ["start", "start"],
  ["conversation", "conversation"],
  ["tool_call", "tool"],
  ["integration_call", "tool"],
  ["transfer", "transfer"],
  ["end", "end"],
  ["webhook", "post-call"],
  ["structured_output", "post-call"],
]);

function toNode(value: Json, path: Path, index: number): FlowNode {
  const id = text(own(value, "id")) ?? "";
  const type = text(own(value, "type")) ?? "";
  const kind = kinds.get(type) ?? "unknown";
  const transitions = transitionsOf(value, kind, path);
  let uses: FlowNode["uses"] | undefined;
  return {
    id,
    type,
    kind,
    name: text(own(value, "name")) || undefined,
    path,
    index,
    idPlace: { path: id === "" ? path : [...path, "id"] },
    transitions,
    waits: kind === "conversation",
    ends: kind === "end" || kind === "transfer",
    // The vendor allows the mark on these types alone and refuses it elsewhere.
    global: own(value, "is_global") === true && (kind === "conversation" || kind === "transfer" || kind === "end"),
    also: alsoOf(value, path),
    exits: exitsOf(kind, transitions),
    binds: [],
    tool: kind === "tool" ? toolOf(value) : undefined,
    get prompts() {
      return promptsOf(value, kind, path);
    },
    get uses() {
      uses ??= usesOf(value, path);
      return uses;
    },
    value,
  };
}

/** A text is said verbatim where `is_literal` says so, and is an instruction otherwise (vendor contract). */
function promptsOf(value: Json, kind: NodeKind, path: Path): Prompt[] {
  const key = spoken.get(kind);
  const written = key && text(own(value, key));
  if (!key || !written) return [];
  const said = kind === "transfer" || own(value, "is_literal") === true;
  return [{ path: [...path, key], text: written, how: said ? "said" : "told" }];
}
const spoken: ReadonlyMap<NodeKind, string> = new Map([
  ["start", "greeting"],
  ["conversation", "instructions"],
  ["transfer", "transfer_message"],
  ["end", "farewell"],
]);

/** The edges of a node. One of unknown type is read in every way, so that a misspelt type unhooks nothing else. */
function transitionsOf(value: Json, kind: NodeKind, path: Path): Transition[] {
  const found: Transition[] = [];
  const unknown = kind === "unknown";
  if (kind === "start" || unknown) found.push(...fixed(value, "next_step_id", path, "next", ""));
  const transitions = own(value, "transitions");
  const below = [...path, "transitions"];
  if (kind === "conversation" || unknown)
    list(transitions).forEach((each, i) => {
      found.push(listed(each, [...below, i], "choice"));
    });
  if ((kind === "tool" || unknown) && object(transitions)) {
    list(own(transitions, "custom")).forEach((each, i) => {
      found.push(listed(each, [...below, "custom", i], "custom"));
    });
    found.push(...fixed(transitions, "success_next_step_id", below, "success", "success"));
    found.push(...fixed(transitions, "error_next_step_id", below, "error", "error"));
  }
  return found;
}

/** The edge under a key of its own. Canvases write null, or nothing between the quotes, where nothing is connected. */
function fixed(holder: unknown, key: string, path: Path, handle: string, label: string): Transition[] {
  const value = own(holder, key);
  if (value === undefined || value === null || value === "") return [];
  const place = { path: [...path, key] };
  return [{ handle, label, target: reference(value, place), targetPath: place.path, place }];
}

/** An edge out of a list of them. */
function listed(value: unknown, path: Path, handle: string): Transition {
  const id = text(own(value, "id"));
  const targetPath = [...path, "next_step_id"];
  return {
    id,
    handle,
    label: text(own(value, "label")) || text(own(value, "description")) || id || "",
    target: reference(own(value, "next_step_id"), { path: targetPath }),
    targetPath,
    place: { path },
  };
}

function reference(value: unknown, place: Place): Reference | undefined {
  return typeof value === "string" ? { id: value, place } : undefined;
}

function alsoOf(value: Json, path: Path): Reference[] {
  const found: Reference[] = [];
  list(own(value, "post_end_step_ids")).forEach((id, i) => {
    if (typeof id === "string") found.push({ id, place: { path: [...path, "post_end_step_ids", i] } });
  });
  return found;
}

/** The edges the vendor's save validator asks for, with its own words for a missing one (vendor documentation). */
function exitsOf(kind: NodeKind, transitions: readonly Transition[]): readonly Exit[] {
  if (kind === "start") return startExits;
  if (kind === "conversation") return conversationExits;
  if (kind === "tool") return transitions.length > 0 ? toolExits : unwiredToolExits;
  return noExits;
}

const startExits: readonly Exit[] = [
  {
    handle: "next",
    severity: "error",
    consequence: "no call gets past its greeting",
    vendorCode: "start_unwired",
  },
];
const conversationExits: readonly Exit[] = [
  {
    handle: "choice",
    any: true,
    severity: "error",
    consequence: "a caller who gets here never gets any further",
    vendorCode: "terminal_not_allowed",
  },
];
const toolExits: readonly Exit[] = [
  {
    handle: "success",
    severity: "error",
    consequence: "the call stops when the tool has answered",
    vendorCode: "success_not_wired",
  },
];
const unwiredToolExits: readonly Exit[] = [
  {
    handle: "success",
    any: true,
    severity: "error",
    consequence: "the call stops when the tool has answered",
    vendorCode: "terminal_not_allowed",
  },
];
const noExits: readonly Exit[] = [];

/** A tool's id, or the provider and action of an integration. */
function toolOf(value: Json): string | undefined {
  const provider = text(own(value, "provider"));
  const action = text(own(value, "action"));
  return text(own(value, "tool_id")) || (provider && action ? `${provider}.${action}` : undefined);
}
