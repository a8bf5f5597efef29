import type { Flow, FlowNode } from "../flow/flow.ts";
import { openExits } from "../flow/openExits.ts";
import { graphEdits } from "../formats/graphEdits.ts";
import { isWithin, type Path } from "../text/json.ts";
import { titleOf } from "../text/titleOf.ts";
import { unusedNames } from "../text/unusedNames.ts";
import { own, text } from "../text/value.ts";
import type { Situation } from "./context.ts";
import { type Offer, wordAt } from "./proposal.ts";
import { filledIn } from "./skeleton.ts";

/** Whole nodes and edges of a flow, in the list or object of its nodes or edges; none anywhere else. */
export function pieceOffers(situation: Situation): Offer[] {
  const { flow, cursor } = situation;
  if (!flow || !isWithin(cursor.path, flow.path)) return [];
  const path = cursor.path.slice(flow.path.length);
  const isItem = cursor.on === "value" && path.length === 2 && typeof path[1] === "number";
  const isMember = cursor.on === "key" && path.length === 1;
  if (path[0] === "nodes" && (isItem || isMember)) return nodeOffers(situation, flow, isMember);
  return path[0] === "connections" && isItem ? edgeOffers(situation, flow) : [];
}

function nodeOffers({ cursor }: Situation, flow: Flow, keyed: boolean): Offer[] {
  if (keyed && cursor.hasColon) return [];
  const near = neighbour(flow, cursor.path);
  const unused = unusedNames(flow.byId.keys());
  const { kinds, newNode } = graphEdits(flow.format);
  return kinds.map((kind): Offer => {
    const type = typeOf(newNode(kind, kind, near));
    const id = unused(`new-${type.replaceAll("_", "-")}`);
    const path = keyed ? [...cursor.path, id] : cursor.path;
    const filled = filledIn(cursor, path, { value: newNode(kind, id, near), word: id, title: titleOf(id) });
    const node = keyed ? wordAt(cursor, id, filled) : filled;
    const stops = keyed
      ? [{ start: 1, end: JSON.stringify(id).length - 1, group: 1 }, ...(node.stops ?? [])]
      : node.stops;
    return { kind: "piece", label: `${type} node`, detail: "a new node", text: node.text, stops };
  });
}

function typeOf(node: object): string {
  return text(own(node, "type")) ?? text(own(node, "node_type")) ?? "";
}

/** The node before the place, whose habits a new one follows. */
function neighbour(flow: Flow, path: Path): FlowNode | undefined {
  const at = path[flow.path.length + 1];
  return typeof at === "number" ? flow.nodes[Math.min(at, flow.nodes.length) - 1] : flow.nodes.at(-1);
}

/** How many open ends are offered to be connected. */
const MOST = 20;

/** An edge from each way out that should lead somewhere and does not. */
function edgeOffers({ cursor }: Situation, flow: Flow): Offer[] {
  const found: Offer[] = [];
  for (const node of flow.nodes) {
    for (const { handle } of openExits(node)) {
      const [edge] = graphEdits(flow.format).connect(flow, node, handle, "");
      if (found.length === MOST || edge?.do !== "insert") break;
      const label = `connection from ${node.id} by ${handle}`;
      found.push({
        kind: "piece",
        label,
        detail: "a new connection",
        ...filledIn(cursor, cursor.path, { value: edge.value }),
      });
    }
  }
  return found;
}
