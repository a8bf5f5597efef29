import type { Flow, FlowFormat, FlowNode, NodeKind, Transition, Use } from "../flow/flow.ts";
import { changed, type ValueChange } from "../text/changed.ts";
import type { Change } from "../text/edit.ts";
import { isWithin, type Path } from "../text/json.ts";
import { type Json, object } from "../text/value.ts";
import { formats } from "./index.ts";

/** How a format writes nodes and transitions. Whatever writes new ones, a fix, a snippet or a new file, asks this. */
export interface GraphEdits {
  /** The kinds of nodes that new ones can be of. */
  readonly kinds: readonly NodeKind[];
  /**
   * A node of a kind, or of the nearest that the format has, with every member it must have. What only its author can say
   * is left empty, so that the schema asks for it; `near` is a neighbour whose habits it follows and beside which it stands.
   */
  newNode(kind: NodeKind, id: string, near?: FlowNode): Json;
  /** Puts a node into a flow: behind `near`, or last. Moves the nodes behind it, so it comes last among changes. */
  addNode(flow: Flow, id: string, node: Json, near?: FlowNode): Change[];
  /** Leads a node to a target by one of its handles; nothing where its type has no such way out. */
  connect(flow: Flow, node: FlowNode, handle: string, target: string): Change[];
  /** Makes walks begin at a node: for a flow that has no start. */
  begin(flow: Flow, node: FlowNode): Change[];
  /** Lets a node go on without binding a variable that it binds; nothing where that cannot be written. */
  unbind(flow: Flow, node: FlowNode, use: Use): ValueChange[];
  /** The flow with another value for its own object: the next version, which shares every node that is the same. */
  next(flow: Flow, value: Json): Flow;
}

/** What new nodes and transitions look like in a format. */
export function graphEdits(format: FlowFormat): GraphEdits {
  return formats.find(({ id }) => id === format)!.graphEdits!;
}

/**
 * The flow as it is after changes to the document it stands in, without the text: what reading it anew would give. It costs
 * the nodes that are changed, and a look at the others.
 */
export function changedFlow(flow: Flow, changes: readonly ValueChange[]): Flow {
  const inside = changes.map((change) => ({ ...change, path: change.path.slice(flow.path.length) }));
  return graphEdits(flow.format).next(flow, object(changed(flow.value, inside)) ?? {});
}

/** Takes a transition away. */
export function disconnect({ place }: Transition): Extract<Change, { do: "remove" }>[] {
  return "path" in place ? [{ do: "remove", path: place.path }] : [];
}

/** Takes a node away, with all that leads from it, and to it; with `instead`, what leads to it leads there. */
export function removeNode(flow: Flow, node: FlowNode, instead?: string): Change[] {
  const isNamed = flow.byId.get(node.id) === node;
  const paths: Path[] = [];
  const redirected: Change[] = [];
  const add = (place: Transition["place"]): void => {
    if ("path" in place && !isWithin(place.path, node.path)) paths.push(place.path);
  };
  for (const { place } of node.transitions) add(place);
  for (const other of isNamed ? flow.nodes : []) {
    if (other === node) continue;
    for (const { target, targetPath, place } of other.transitions) {
      if (target?.id !== node.id) continue;
      if (instead !== undefined && targetPath) redirected.push({ do: "set", path: targetPath, value: instead });
      else add(place);
    }
    for (const { id, place } of other.also) if (id === node.id) add(place);
  }
  for (const { transition } of isNamed ? flow.loose : []) if (transition.target?.id === node.id) add(transition.place);
  // From behind, so that what is taken away first moves none of the others.
  const removed = [...paths.sort(backwards), node.path].map((path): Change => ({ do: "remove", path }));
  return [...redirected, ...removed];
}

function backwards(a: Path, b: Path): number {
  const at = a.findIndex((step, i) => step !== b[i]);
  const [x, y] = [a[at], b[at]];
  return typeof x === "number" && typeof y === "number" ? y - x : 0;
}
