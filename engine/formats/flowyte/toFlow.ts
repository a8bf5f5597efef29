import type { Flow, FlowNode, NodeKind, Transition } from "../../flow/flow.ts";
import type { Path } from "../../text/json.ts";
import { list, object, own, text } from "../../text/value.ts";
import { shapeOf } from "../shape.ts";
import { nodeType } from "./nodeTypes.ts";
import { usesOf } from "./uses.ts";

/**
 * The flow in a decoded playbook graph that stands at `path`. Never fails: of a half-written graph it keeps what is
 * there, in the order in which it is written. Nodes without an id are among `nodes` with the id "" and not in `byId`.
 * A connection belongs to the first node of its source's id; one without a `sourceHandle` leaves by `success` (vendor
 * contract).
 */
export function toFlow(value: unknown, path: Path, before?: Flow): Flow {
  const byId = new Map<string, FlowNode>();
  const duplicates: Flow["duplicates"][number][] = [];
  const leaving = new Map<string, Transition[]>();
  const nodes = list(own(value, "nodes")).map((each, i) => {
    const id = text(own(each, "id")) ?? "";
    const first = byId.get(id);
    const transitions: Transition[] = [];
    const node = toNode(each, id, [...path, "nodes", i], i, transitions, first !== undefined);
    if (first) duplicates.push({ id, place: node.idPlace, first: first.idPlace });
    else if (id !== "") {
      byId.set(id, node);
      leaving.set(id, transitions);
    }
    return node;
  });
  const loose: Flow["loose"][number][] = [];
  list(own(value, "connections")).forEach((each, i) => {
    const at = [...path, "connections", i];
    const source = text(own(each, "source"));
    if (source === undefined) return; // no edge yet: the schema asks for its source
    const transition = toTransition(each, at);
    const transitions = leaving.get(source);
    if (transitions) transitions.push(transition);
    else loose.push({ source: { id: source, place: { path: [...at, "source"] } }, transition });
  });
  const starts = nodes.filter((node) => node.kind === "start");
  return {
    format: "flowyte-playbook",
    name: text(own(value, "name")) || undefined,
    path,
    nodes,
    byId,
    starts,
    loose,
    duplicates,
    uses: [],
    open: false,
    shape: shapeOf(nodes, starts, [], before),
    value: object(value) ?? {},
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
    get uses() {
      uses ??= usesOf(known?.type, object(data) ?? {}, [...path, "data"]);
      return uses;
    },
    value,
  };
}

/** A collect's slot, or the variables that a skill's output goes to. */
function bindsOf(kind: NodeKind | undefined, data: unknown): string[] {
  if (kind === "tool") return Object.keys(object(own(data, "output")) ?? {});
  const slot = kind === "collect" ? text(own(data, "slot")) : undefined;
  return slot === undefined ? [] : [slot];
}

function toTransition(each: unknown, path: Path): Transition {
  const written = text(own(each, "sourceHandle"));
  const handle = written ?? "success";
  const target = text(own(each, "target"));
  const targetPath = [...path, "target"];
  return {
    id: text(own(each, "id")),
    handle,
    handlePlace: written === undefined ? undefined : { path: [...path, "sourceHandle"] },
    label: handle,
    target: target === undefined ? undefined : { id: target, place: { path: targetPath } },
    targetPath,
    place: { path },
    sourcePlace: { path: [...path, "source"] },
  };
}
