import type { Flow, FlowNode, Reference, Transition, Use } from "../flow/flow.ts";
import type { Place } from "../flow/problem.ts";
import type { Name } from "./name.ts";

/** Every name in a flow, node by node, then what stands outside of them. */
export function namesInFlow(flow: Flow): Name[] {
  return [...flow.nodes.flatMap((node) => namesInNode(flow, node)), ...namesAround(flow)].map(settled);
}

/**
 * A name about which it is known whether it is one: what is `perhaps` one is surely one where the flow has a variable of
 * that name. All texts of a flow have to be read to know that, so it is asked last.
 */
export function settled(name: Name): Name {
  if (!name.perhaps || !name.flow || !variablesOf(name.flow).has(name.name)) return name;
  return { ...name, perhaps: undefined };
}

/**
 * The names in a node: its own, those of its transitions wherever they are written, and those in its texts, not yet
 * settled.
 */
export function namesInNode(flow: Flow, node: FlowNode): Name[] {
  const at = { flow, node };
  const found: Name[] = [];
  if (node.id !== "")
    found.push({ ...at, of: "node", name: node.id, role: "declares", place: node.idPlace, before: "" });
  for (const transition of node.transitions) transitionNames(transition, node.id, at, found);
  for (const reference of node.also) found.push(leading(reference, at));
  for (const use of node.uses) found.push(used(use, at));
  return found;
}

/** The names of a flow that stand in no node, not yet settled. */
export function namesAround(flow: Flow): Name[] {
  const found: Name[] = [];
  if (flow.entry) found.push(leading(flow.entry, { flow }));
  for (const { source, transition } of flow.loose) {
    found.push(leading(source, { flow }));
    transitionNames(transition, source.id, { flow }, found);
  }
  // Of a key that is written more than once decoding keeps the last, which is a node; all other copies are nodes anyway.
  const before = new Map<string, Place>();
  for (const { id, place, first } of flow.duplicates) {
    if ("path" in place) continue;
    found.push({ of: "node", name: id, role: "declares", place: before.get(id) ?? first, before: "", flow });
    before.set(id, place);
  }
  for (const use of flow.uses) found.push(used(use, { flow }));
  return found;
}

/** Where a name stands: in which flow, and in which node of it. */
type At = Pick<Name, "flow" | "node"> & { readonly flow: Flow };

function transitionNames({ id, place, target, sourcePlace }: Transition, source: string, at: At, found: Name[]): void {
  if (id && "path" in place) {
    const own = { path: [...place.path, "id"] };
    found.push({ ...at, of: "transition", name: id, scope: source, role: "declares", place: own, before: "" });
  }
  // Of a loose one the source has been noted as what it is, a reference to nothing.
  if (sourcePlace && at.node) found.push(leading({ id: source, place: sourcePlace }, at));
  if (target) found.push(leading(target, at));
}

function leading({ id, place }: Reference, at: At): Name {
  return { ...at, of: "node", name: id, role: "leads", place, before: "" };
}

function used({ of, name, before = "", how, place, perhaps }: Use, at: At): Name {
  return {
    ...at,
    of,
    name,
    role: how === "binds" && of === "parameter" ? "gives" : how,
    ...bare(place, name, before),
    ...(of === "parameter" && { scope: at.node?.tool ?? "" }),
    ...(perhaps && { perhaps }),
  };
}

/** The part of a place that is the bare name: where the front part stands there too it is left out. */
function bare(place: Place, name: string, before: string): Pick<Name, "place" | "before"> {
  if (before === "" || !("path" in place) || typeof place.part !== "object") return { place, before };
  const start = place.part.end - (name.length - before.length);
  return { place: { path: place.path, part: { start, end: place.part.end } }, before };
}

const known = new WeakMap<object, ReadonlySet<string>>();

/** The names of a flow's variables: all that is surely one somewhere. */
function variablesOf(flow: Flow): ReadonlySet<string> {
  let names = known.get(flow.shape);
  if (!names) {
    const found = new Set<string>();
    const note = ({ of, name, perhaps }: Use): void => void (of === "variable" && !perhaps && found.add(name));
    for (const node of flow.nodes) node.uses.forEach(note);
    flow.uses.forEach(note);
    names = found;
    known.set(flow.shape, names);
  }
  return names;
}
