import { type Flow, type FlowNode, nodeTitle, type Transition } from "../../flow/flow.ts";
import type { Place } from "../../flow/problem.ts";
import { unusedNames } from "../../text/unusedNames.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * Two transitions with one id. In a Yappr flow within one node, its custom branches included, it is an error; in
 * different nodes it is a warning (Flowproof's choice). Two connections of a Flowyte playbook with one id are an error.
 * ## Why it matters
 * A trace tells by the id which way a call went, and a flow test expects it by the id. Yappr offers the model the ids of
 * all transitions in one list when a call is live, so that two of one name cannot be told apart.
 * ## Example
 * `"id": "tx-yes"` on two transitions of a conversation.
 * ## Instead
 * `"id": "tx-yes"` and `"id": "tx-later"`.
 */
export const duplicateTransitionId: FlowRule = {
  id: "duplicate-transition-id",
  severity: "error",
  formats: ["yappr-flow", "flowyte-playbook"],
  fixable: true,
  check(flow, report) {
    if (flow.format === "voicetest-graph" || !hasDuplicates(flow)) return;
    const unused = unusedNames(ids(flow));
    const first = new Map<string, { node: FlowNode | undefined; transition: Transition }>();
    for (const [transition, node] of transitionsOf(flow)) {
      const { id } = transition;
      const before = id && first.get(id);
      if (!id || id.trim() === "") continue;
      if (!before) {
        first.set(id, { node, transition });
        continue;
      }
      const place = idPlace(transition);
      const name = unused(id);
      const isElsewhere = flow.format === "yappr-flow" && before.node !== node;
      report(place, message(flow, id, before.node, node), {
        severity: isElsewhere ? "warning" : "error",
        related: [{ place: idPlace(before.transition), message: `The first "${id}"` }],
        fixes: [
          {
            title: `Change to "${name}"`,
            // Nothing names a connection by its id; a Yappr transition may be expected by it in a test.
            safe: flow.format === "flowyte-playbook",
            changes: "path" in place ? [{ do: "set", path: place.path, value: name }] : [],
          },
        ],
      });
    }
  },
};

function message(flow: Flow, id: string, first: FlowNode | undefined, node: FlowNode | undefined): string {
  if (flow.format === "flowyte-playbook")
    return `A second connection has the id "${id}"; each connection needs one of its own`;
  if (first === node && node)
    return `A second transition of ${nodeTitle(node)} has the id "${id}"; a trace could mean either`;
  return `A transition of ${nodeTitle(first!)} has the id "${id}" too; in a live call the ids of all nodes stand in one list`;
}

/** Whether any id is written twice; most flows have none, and are done with this. */
function hasDuplicates(flow: Flow): boolean {
  const seen = new Set<string>();
  let count = 0;
  const look = ({ id }: Transition): void => {
    if (!id) return;
    seen.add(id);
    count++;
  };
  for (const { transitions } of flow.nodes) transitions.forEach(look);
  for (const { transition } of flow.loose) look(transition);
  return seen.size < count;
}

/** All transitions in the order of the file, with their nodes. */
function transitionsOf(flow: Flow): (readonly [Transition, FlowNode | undefined])[] {
  const all: (readonly [Transition, FlowNode | undefined])[] = [];
  for (const node of flow.nodes) for (const transition of node.transitions) all.push([transition, node]);
  for (const { transition } of flow.loose) all.push([transition, undefined]);
  // Connections are listed apart from the nodes they leave.
  return flow.format === "flowyte-playbook" ? all.sort(([a], [b]) => position(a) - position(b)) : all;
}

function position({ place }: Transition): number {
  return "path" in place ? Number(place.path.at(-1)) : 0;
}

function* ids(flow: Flow): Iterable<string> {
  for (const [{ id }] of transitionsOf(flow)) if (id) yield id;
}

function idPlace({ place }: Transition): Place {
  return "path" in place ? { path: [...place.path, "id"] } : place;
}
