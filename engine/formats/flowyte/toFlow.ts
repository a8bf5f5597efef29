import type { Flow, FlowNode, NodeKind, Prompt, Transition } from "../../flow/flow.ts";
import type { Path } from "../../text/json.ts";
import { list, object, own, text } from "../../text/value.ts";
import { shapeOf } from "../shape.ts";
import { knownAfter } from "./known.ts";
import { nearOf } from "./near.ts";
import { nodeType } from "./nodeTypes.ts";
import { usesAround, usesOf } from "./uses.ts";

/**
 * The flow in a decoded playbook graph that stands at `path`. Never fails: of a half-written graph it keeps what is
 * there, in the order in which it is written. Nodes without an id are among `nodes` with the id "" and not in `byId`.
 * A connection belongs to the first node of its source's id; one without a `sourceHandle` leaves by `success` (vendor
 * contract).
 */
export function toFlow(value: unknown, path: Path, before?: Flow): Flow {
  const byId = new Map<string, FlowNode>();
  const duplicates: Flow["duplicates"][number][] = [];
  const leaving = new Map<string, { readonly transitions: Transition[]; readonly node: FlowNode }>();
  const nodes = list(own(value, "nodes")).map((each, i) => {
    const id = text(own(each, "id")) ?? "";
    const first = byId.get(id);
    const transitions: Transition[] = [];
    const node = toNode(each, id, [...path, "nodes", i], i, transitions, first !== undefined);
    if (first) duplicates.push({ id, place: node.idPlace, first: first.idPlace });
    else if (id !== "") {
      byId.set(id, node);
      leaving.set(id, { transitions, node });
    }
    return node;
  });
  const loose: Flow["loose"][number][] = [];
  list(own(value, "connections")).forEach((each, i) => {
    const at = [...path, "connections", i];
    const source = text(own(each, "source"));
    if (source === undefined) return; // no edge yet: the schema asks for its source
    const from = leaving.get(source);
    const transition = toTransition(each, at, from?.node);
    if (from) from.transitions.push(transition);
    else loose.push({ source: { id: source, place: { path: [...at, "source"] } }, transition });
  });
  const starts = nodes.filter((node) => node.kind === "start");
  const graph = object(value) ?? {};
  const uses = usesAround(graph, path);
  return {
    format: "flowyte-playbook",
    name: text(own(value, "name")) || undefined,
    path,
    nodes,
    byId,
    starts,
    loose,
    duplicates,
    prompts: [],
    uses,
    open: false,
    shape: shapeOf(nodes, starts, uses, before),
    edited: before !== undefined,
    value: graph,
  };
}

function toNode(
  each: unknown,
  id: string,
  path: Path,
  index: number,
  transitions: Transition[],
  copy: boolean,
): FlowNode {
  const value = object(each) ?? {};
  const type = text(own(value, "type")) ?? "";
  const known = nodeType(type);
  const data = own(value, "data");
  let uses: FlowNode["uses"] | undefined;
  let near: FlowNode["near"];
  return {
    id,
    type,
    kind: known?.kind ?? "unknown",
    path,
    index,
    idPlace: { path: id === "" ? path : [...path, "id"] },
    transitions,
    waits: known?.kind === "collect", // a skill waits only when a catalogue says that it asks for confirmation
    ends: known?.kind === "end",
    global: false,
    also: [],
    // Connections go to the first node of an id; that a second one has none is no news beside the duplicate.
    exits: copy ? [] : (known?.exits ?? []),
    handles: known?.handles,
    binds: bindsOf(known?.kind, data),
    tool: known?.kind === "tool" ? text(own(data, "tool")) || undefined : undefined,
    get prompts() {
      return promptsOf(known?.kind, data, [...path, "data"]);
    },
    get uses() {
      uses ??= usesOf(known?.type, object(data) ?? {}, [...path, "data"]);
      return uses;
    },
    get near() {
      near ??= nearOf(known?.type, object(data) ?? {}, [...path, "data"]);
      return near;
    },
    value,
  };
}

/** What a start, a collect or a message says, as it stands. */
function promptsOf(kind: NodeKind | undefined, data: unknown, path: Path): Prompt[] {
  const key = kind && spoken.get(kind);
  const written = key && text(own(data, key));
  return written ? [{ path: [...path, key], text: written, how: "said" }] : [];
}
const spoken: ReadonlyMap<NodeKind, string> = new Map([
  ["start", "message"],
  ["collect", "prompt"],
  ["message", "text"],
]);

/** A collect's slot, or the variables that a skill's output goes to. */
function bindsOf(kind: NodeKind | undefined, data: unknown): string[] {
  if (kind === "tool") return Object.keys(object(own(data, "output")) ?? {});
  const slot = kind === "collect" ? text(own(data, "slot")) : undefined;
  return slot === undefined ? [] : [slot];
}

function toTransition(each: unknown, path: Path, from: FlowNode | undefined): Transition {
  const written = text(own(each, "sourceHandle"));
  const handle = written ?? "success";
  const target = text(own(each, "target"));
  const targetPath = [...path, "target"];
  const transition: Transition = {
    id: text(own(each, "id")),
    handle,
    handlePlace: written === undefined ? undefined : { path: [...path, "sourceHandle"] },
    label: handle,
    target: target === undefined ? undefined : { id: target, place: { path: targetPath } },
    targetPath,
    place: { path },
    sourcePlace: { path: [...path, "source"] },
  };
  if (!from || !tellsMore.has(from.kind)) return transition;
  let knows: Transition["knows"];
  return {
    ...transition,
    get knows() {
      knows ??= knownAfter(nodeType(from.type)?.type, object(own(from.value, "data")) ?? {}).get(handle) ?? [];
      return knows;
    },
  };
}

/** The kinds of nodes after which more variables have a value, depending on the way out. */
const tellsMore: ReadonlySet<NodeKind> = new Set(["collect", "tool", "logic"]);
